/** What a profile of a former template still tells, in the hands of somebody who kept it in plain. */
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { dataFolder, writeTypist } from '../../tests/support/recorded-people.ts';
import { shippedPopulation } from '../engine/population.ts';
import { newTemplate } from '../keys/template.ts';
import { PHYSICAL_KEYS } from '../sensor/key-layout.ts';
import { createKeySlots } from '../sensor/key-slots.ts';
import { enrolFromRecordings } from '../verification/known-person.ts';
import { joinSittings, readSittings } from '../verification/recorded-input.ts';
import { verify } from '../verification/verify.ts';

const PEOPLE = 12;
const DAYS = [0, 1, 2];
/** Of the template that was learned under, and of those after it. */
const TEMPLATES = 3;

/** Bytes that are the same in every run. */
const drawFrom = (name: string) => {
  let drawn = 0;
  return (length: number): Uint8Array => {
    drawn += 1;
    const digest = createHash('sha512')
      .update(`${name} ${String(drawn)}`)
      .digest();
    return new Uint8Array(digest.subarray(0, length));
  };
};
const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

it('shares no number of a key with the next but by chance, and neither id nor key', () => {
  const templates = Array.from({ length: 40 }, (_, at) => newTemplate(drawFrom(`template ${String(at)}`)));
  const slotsOf = templates.map(({ slotSecret }) => PHYSICAL_KEYS.map(createKeySlots(slotSecret)));
  const shared = slotsOf.slice(1).map((slots, at) => slots.filter((slot, key) => slot === slotsOf[at]?.[key]).length);
  // Each of some hundred keys keeps its number once in 255 times.
  expect(mean(shared)).toBeLessThan(1);
  for (const part of ['userId', 'databaseKey', 'slotSecret'] as const) {
    expect(new Set(templates.map((each) => String(each[part]))).size).toBe(templates.length);
  }
});

it('does not know its own hands under the next template', { timeout: 120_000 }, async () => {
  const set = await dataFolder();
  const slotOf = Array.from({ length: TEMPLATES }, (_, at) =>
    createKeySlots(newTemplate(drawFrom(`renewal ${String(at)}`)).slotSecret),
  );
  const people = [];
  for (let person = 1; person <= PEOPLE; person += 1) {
    const name = `p${String(person)}`;
    await writeTypist(set, name, person);
    const days = DAYS.map((day) => join(set, name, `day-${String(day)}.csv.gz`));
    const sittings = await readSittings(days, slotOf[0]);
    const tests = [];
    for (const slots of slotOf) {
      tests.push(joinSittings(await readSittings([join(set, name, 'test.csv.gz')], slots)));
    }
    people.push({ known: enrolFromRecordings(name, sittings, shippedPopulation(), ['keyboard']), tests });
  }

  const answers = { genuine: [] as string[], renewed: [] as string[], stranger: [] as string[] };
  const evidence = { genuine: [] as number[], renewed: [] as number[], stranger: [] as number[] };
  for (const [profile, { known }] of people.entries()) {
    for (const [hands, { tests }] of people.entries()) {
      for (const [template, recorded] of tests.entries()) {
        if (profile !== hands && template > 0) continue;
        const who = profile !== hands ? 'stranger' : template > 0 ? 'renewed' : 'genuine';
        answers[who].push(verify(known, recorded, ['keyboard']).answer);
        const weighed = known.keyboard.model?.weighSitting(recorded.keyboard);
        if (weighed === null || weighed === undefined) throw new Error('too little was compared');
        evidence[who].push(weighed.llr / weighed.compared);
      }
    }
  }
  const share = (who: keyof typeof answers, answer: string): number =>
    mean(answers[who].map((each) => Number(each === answer)));
  const [genuine, renewed, stranger] = [mean(evidence.genuine), mean(evidence.renewed), mean(evidence.stranger)];
  console.log({
    genuine,
    renewed,
    stranger,
    same: [share('genuine', 'same'), share('renewed', 'same'), share('stranger', 'same')],
    diff: share('renewed', 'different'),
  });
  expect(share('genuine', 'same')).toBeGreaterThan(0.9);
  expect(share('renewed', 'same')).toBeLessThanOrEqual(0.1);
  // Not all of what sets a person apart hangs on which key it was: the tempo, the steadiness, the classes of keys stay.
  expect(renewed - stranger).toBeLessThan((genuine - stranger) / 2);
});
