import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MODALITIES } from '../../contract/verdict.ts';
import { verificationSchema } from '../../contract/verification.ts';
import { datasetsFolder, needs } from '../../tests/support/needs.ts';
import { recordSitting } from '../../tests/support/simulated-recording.ts';
import { shippedPopulation } from '../engine/population.ts';
import { enrolFromRecordings, type KnownPerson } from './known-person.ts';
import { joinSittings, readSittings, type RecordedInput } from './recorded-input.ts';
import { answerFor, verify } from './verify.ts';

const OWNER = 4;
const STRANGER = 5;
const SITTING = { keystrokes: 700, pointerActions: 150 };
const TYPING = { keystrokes: 400, pointerActions: 0 };

const enrolled = async (name: string, ...files: readonly string[]): Promise<KnownPerson> =>
  enrolFromRecordings(name, await readSittings(files), shippedPopulation(), MODALITIES);
const recorded = async (...files: readonly string[]): Promise<RecordedInput> => joinSittings(await readSittings(files));

describe('answerFor', () => {
  it('is an answer from a margin on, and none below it', () => {
    expect([1, 0.999, -0.999, -1].map(answerFor)).toEqual(['same', 'not-enough', 'not-enough', 'different']);
    expect(answerFor(null)).toBe('not-enough');
  });
});

describe('verify', () => {
  let folder: string;
  let owner: KnownPerson;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'samehand-verify-'));
    owner = await enrolled('owner', ...[1, 2, 3].map((day) => recordSitting(folder, OWNER, day, SITTING)));
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  it('tells the same person from another, by typing and pointing', async () => {
    const same = verify(owner, await recorded(recordSitting(folder, OWNER, 9, SITTING)), MODALITIES);
    expect(verificationSchema.parse(same)).toEqual(same);
    expect(same).toMatchObject({ answer: 'same', profile: 'owner', threshold: 1, established: true });
    const [typing, pointing] = same.comparisons;
    expect(same.ratio).toBe((typing?.ratio ?? 0) + (pointing?.ratio ?? 0));
    for (const { ratio, evidence } of same.comparisons) {
      expect(evidence.reduce((sum, { llr }) => sum + llr, 0)).toBeCloseTo(ratio ?? Number.NaN, 9);
    }
    const other = verify(owner, await recorded(recordSitting(folder, STRANGER, 9, SITTING)), MODALITIES);
    expect(other.answer).toBe('different');
  });

  it('compares only what was asked for, and only what both have', async () => {
    const both = await recorded(recordSitting(folder, OWNER, 9, SITTING));
    expect(verify(owner, both, ['pointer']).comparisons.map(({ modality }) => modality)).toEqual(['pointer']);
    const typed = await recorded(recordSitting(folder, OWNER, 10, TYPING));
    const typing = verify(owner, typed, MODALITIES);
    expect(typing.answer).toBe('same');
    expect(typing.comparisons[1]).toMatchObject({
      modality: 'pointer',
      ratio: null,
      notCompared: 'too-little-recorded',
    });
    const pointing = { ...owner, keyboard: { model: null, actions: 0, established: false } };
    const nothing = verify(pointing, typed, MODALITIES);
    expect(nothing).toMatchObject({ answer: 'not-enough', ratio: null });
    expect(nothing.comparisons[0]).toMatchObject({ modality: 'keyboard', notCompared: 'too-little-known' });
  });

  it('says when a recording is too short to tell', async () => {
    const short = recordSitting(folder, OWNER, 11, { keystrokes: 30, pointerActions: 0 });
    expect(verify(owner, await recorded(short), MODALITIES)).toMatchObject({ answer: 'not-enough', ratio: null });
    const empty = join(folder, 'empty.csv');
    writeFileSync(empty, 't_ms,kind,code,x,y\n');
    expect(verify(owner, await recorded(empty), MODALITIES)).toMatchObject({ answer: 'not-enough', ratio: null });
  });

  it('takes several recordings as one', async () => {
    const files = [12, 13].map((day) => recordSitting(folder, OWNER, day, TYPING));
    const { comparisons } = verify(owner, await recorded(...files), ['keyboard']);
    expect(comparisons[0]?.actions).toBeGreaterThan(700);
  });

  it('refuses to learn from next to nothing, and says so where it is less than a baseline', async () => {
    const little = recordSitting(folder, OWNER, 14, { keystrokes: 120, pointerActions: 0 });
    await expect(enrolled('nobody', little)).rejects.toMatchObject({ code: 'not-enough-data' });
    const some = recordSitting(folder, OWNER, 15, TYPING);
    const { established } = verify(await enrolled('beginner', some), await recorded(some), MODALITIES);
    expect(established).toBe(false);
  });

  it('accepts a real person and refuses another', async (ctx) => {
    needs(ctx, 'datasets');
    const file = (person: string, session: string): string =>
      join(datasetsFolder(), 'villani-freetext', person, `${session}.csv.gz`);
    const known = (person: string): Promise<KnownPerson> =>
      enrolled(person, ...['s1', 's2', 's3', 's4'].map((session) => file(person, session)));
    const tested = await recorded(file('d01', 's5'));
    expect(verify(await known('d01'), tested, MODALITIES).answer).toBe('same');
    expect(verify(await known('d02'), tested, MODALITIES).answer).toBe('different');
  });
});
