import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { evaluationSchema, type Evaluation } from '../../contract/evaluation.ts';
import { datasetsFolder, needs } from '../../tests/support/needs.ts';
import { shippedPopulation } from '../engine/population.ts';
import { evaluate, type EvaluateOptions } from './evaluate.ts';
import {
  dataFolder,
  TYPING_PROTOCOL,
  writeProtocol,
  writeSitting,
  writeTypist,
} from '../../tests/support/recorded-people.ts';

const run = (directory: string, options: Partial<EvaluateOptions> = {}): Promise<Evaluation> =>
  evaluate({
    directory,
    sets: [],
    peopleOfEachHalf: null,
    population: 'cross-fit',
    hasCohort: false,
    threads: 2,
    seed: 1,
    version: 'test',
    shipped: shippedPopulation(),
    onProgress: () => undefined,
    ...options,
  });

const NAMES = ['ada', 'ben', 'cy', 'dee', 'eve', 'fay', 'gus', 'hal'];

/** A set of people who type with the hands of these simulated people. */
const typists = async (hands: (index: number) => number, names = NAMES): Promise<string> => {
  const folder = await dataFolder();
  const set = join(folder, 'typists');
  await writeProtocol(set, TYPING_PROTOCOL);
  for (const [i, name] of names.entries()) await writeTypist(set, name, hands(i));
  return folder;
};

/** A person's evaluation takes some seconds where nothing else runs. */
const TIMEOUT_MS = 240_000;

describe('evaluate, on simulated people whose error rates are known', { timeout: TIMEOUT_MS }, () => {
  it('tells different hands apart and catches takeovers', async () => {
    const folder = await typists((i) => 11 + i);
    const steps: string[] = [];
    const evaluation = await run(folder, {
      onProgress: ({ done, of }) => steps.push(`${String(done)}/${String(of)}`),
    });
    expect(evaluationSchema.parse(evaluation)).toEqual(evaluation);
    const set = evaluation.sets.typists;
    expect(set).toMatchObject({ people: 8, population: 'other-half', enrolment: { failed: 0 } });
    expect(set?.keyboard?.['200']?.eer?.mean).toBeLessThan(0.02);
    expect(set?.keyboard?.['200']?.auc?.mean).toBeGreaterThan(0.99);
    expect(set?.takeover).toMatchObject({ takeovers: 24, people: 8 });
    // Where the agent acts at all: whom it cannot promise few wrong locks it leaves alone.
    expect(set?.takeover.neverCaughtShareWhereEnforced).toBeLessThan(0.1);
    expect(steps[0]).toBe('0/10');
    expect(steps.at(-1)).toBe('10/10');
    expect(JSON.stringify(evaluation)).not.toContain(folder);
  });

  it('gives the same figures by one thread as by three', async () => {
    const folder = await typists((i) => 11 + i, NAMES.slice(0, 4));
    const [one, three] = [await run(folder, { threads: 1 }), await run(folder, { threads: 3 })];
    expect(JSON.stringify(three)).toBe(JSON.stringify(one));
    expect(one.sets.typists?.people).toBe(4);
  });

  it('cannot tell a person from the same person', async () => {
    const evaluation = await run(await typists(() => 5), { population: 'shipped' });
    const set = evaluation.sets.typists;
    expect(evaluation.population).toBe('shipped');
    expect(set?.keyboard?.['50']?.eer?.mean).toBeGreaterThan(0.4);
    expect(set?.keyboard?.['50']?.eer?.mean).toBeLessThan(0.6);
    expect(set?.takeover.neverCaughtShare).toBeGreaterThan(0.8);
  });

  it('counts who typed too little as not enrolled, and judges the others', async () => {
    const folder = await typists((i) => 21 + i);
    const ada = join(folder, 'typists/ada');
    await rm(ada, { recursive: true });
    await mkdir(ada);
    await writeSitting(join(ada, 'day-0.csv.gz'), 21, 1, { keystrokes: 60, pointerActions: 0 });
    await writeSitting(join(ada, 'test.csv.gz'), 21, 2, { keystrokes: 200, pointerActions: 0 });
    await rm(join(folder, 'typists/ben/test.csv.gz'));
    const { sets } = await run(folder, { population: 'shipped' });
    expect(sets.typists?.enrolment).toMatchObject({ people: 8, failed: 1, failureToEnrolShare: 1 / 8 });
    expect(sets.typists?.persons[0]).toMatchObject({ name: 'ada', enrolled: false, eer: {}, genuineActions: 0 });
    // Nothing to test, but enrolled.
    expect(sets.typists?.persons[1]).toMatchObject({ name: 'ben', enrolled: true, eer: {}, neverCaughtShare: null });
    expect(sets.typists?.keyboard?.['50']?.people).toBe(6);
  });
});

describe('evaluate, on what is broken', () => {
  it('names a broken recording', async () => {
    const folder = await typists((i) => 31 + i);
    await writeFile(join(folder, 'typists/cy/test.csv'), 't_ms,kind,code,x,y\n4,zz,30,,\n');
    await rm(join(folder, 'typists/cy/test.csv.gz'));
    await expect(run(folder)).rejects.toMatchObject({
      code: 'recording-invalid',
      message: expect.stringContaining('typists, cy: test.csv: line 2') as string,
    });
  });

  it('says when the people are too few for a population', async () => {
    const folder = await dataFolder();
    const set = join(folder, 'alone');
    await writeProtocol(set, TYPING_PROTOCOL);
    await writeTypist(set, 'ada', 1);
    await expect(run(folder)).rejects.toMatchObject({ code: 'not-enough-data' });
    const { sets } = await run(folder, { population: 'auto' });
    expect(sets.alone?.keyboard?.['50']).toMatchObject({ people: 0, eer: null, det: null });
  });

  it('stops when told to', async () => {
    const folder = await typists((i) => 41 + i);
    const controller = new AbortController();
    const onProgress = (): void => {
      controller.abort(new Error('enough'));
    };
    await expect(run(folder, { onProgress, signal: controller.signal })).rejects.toThrow('enough');
  });
});

describe('evaluate, on real people', { timeout: TIMEOUT_MS }, () => {
  it('tells a few of them apart', async (ctx) => {
    needs(ctx, 'datasets');
    const evaluation = await run(datasetsFolder(), {
      sets: ['villani-freetext'],
      peopleOfEachHalf: 2,
      population: 'auto',
      hasCohort: true,
    });
    expect(evaluation.population).toBe('cross-fit');
    const set = evaluation.sets['villani-freetext'];
    expect(set?.people).toBe(4);
    expect(set?.keyboard?.['200']?.auc?.mean).toBeGreaterThan(0.9);
    const models = ['centroid', 'cohort-forest', 'digraph', 'isolation-forest', 'timing-likelihood'];
    expect(Object.keys(set?.keyboard?.['50']?.byModel ?? {}).sort()).toEqual(models);
    expect(evaluation.goals[0]?.figure).toBe(set?.keyboard?.['50']?.eer?.mean);
    expect(evaluation.goals.find(({ measure }) => measure.startsWith('sapimouse'))?.met).toBeNull();
  });
});
