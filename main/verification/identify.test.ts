import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { identificationSchema } from '../../contract/verification.ts';
import { recordSitting } from '../../tests/support/simulated-recording.ts';
import { shippedPopulation } from '../engine/population.ts';
import { answerAmong, identify, type Suspect } from './identify.ts';
import { enrolFromRecordings } from './known-person.ts';
import { joinSittings, readSittings } from './recorded-input.ts';

const PEOPLE = [4, 5, 6];
const STRANGER = 1;
const SITTING = { keystrokes: 700, pointerActions: 0 };

describe('answerAmong', () => {
  it('asks for more the more there are to choose from', () => {
    expect(answerAmong([1.1])).toBe('found');
    expect(answerAmong([1.1, -9])).toBe('undecided');
    expect(answerAmong([Math.log(2) + 1.01, -9])).toBe('found');
  });

  it('asks the best to be ahead of the second', () => {
    expect(answerAmong([6, 5.1])).toBe('undecided');
    expect(answerAmong([6, 4.9])).toBe('found');
  });

  it('says none only when somebody else is likelier than all of them together', () => {
    expect(answerAmong([-1])).toBe('none');
    expect(answerAmong([-0.9])).toBe('undecided');
    expect(answerAmong([-1, -1, -1])).toBe('none');
    expect(answerAmong([0, -20])).toBe('undecided');
    expect(answerAmong([])).toBe('not-enough');
  });
});

describe('identify', () => {
  let folder: string;
  let suspects: Suspect[];
  const recorded = async (person: number, keystrokes = SITTING.keystrokes) =>
    joinSittings(await readSittings([recordSitting(folder, person, 9, { keystrokes, pointerActions: 0 })]));
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'samehand-identify-'));
    suspects = [];
    for (const person of PEOPLE) {
      const sittings = await readSittings([1, 2, 3].map((day) => recordSitting(folder, person, day, SITTING)));
      const known = enrolFromRecordings(`person ${String(person)}`, sittings, shippedPopulation(), ['keyboard']);
      suspects.push({ fault: null, person: known });
    }
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  it.each(PEOPLE)('finds person %i of three, ranked first', async (person) => {
    const found = identify(suspects, await recorded(person), ['keyboard']);
    expect(identificationSchema.parse(found)).toEqual(found);
    expect(found).toMatchObject({ answer: 'found', name: `person ${String(person)}`, margin: 1 });
    expect(found.threshold).toBeCloseTo(Math.log(3) + 1, 12);
    expect(found.candidates[0]?.name).toBe(found.name);
    const ratios = found.candidates.map(({ ratio }) => ratio ?? Number.NaN);
    expect(ratios).toEqual(ratios.toSorted((one, other) => other - one));
  });

  it('says none of them of a stranger', async () => {
    expect(identify(suspects, await recorded(STRANGER), ['keyboard'])).toMatchObject({ answer: 'none', name: null });
  });

  it('lists those it cannot compare last, and counts only the others', async () => {
    const faulty: Suspect = { name: 'somebody', fault: 'The stored profile is damaged.' };
    const found = identify([faulty, ...suspects], await recorded(4), ['keyboard']);
    expect(found).toMatchObject({ answer: 'found', name: 'person 4' });
    expect(found.threshold).toBeCloseTo(Math.log(3) + 1, 12);
    expect(found.candidates.at(-1)).toMatchObject({ name: 'somebody', ratio: null, fault: faulty.fault });
  });

  it('does not guess from too little', async () => {
    const { answer, candidates } = identify(suspects, await recorded(4, 30), ['keyboard']);
    expect(answer).toBe('not-enough');
    expect(candidates.every(({ ratio }) => ratio === null)).toBe(true);
  });
});
