import { describe, expect, it } from 'vitest';
import type { DataSet } from './data-sets.ts';
import { planEvaluation, type PlannedPerson } from './plan.ts';

const PEOPLE = ['a', 'b', 'c', 'd', 'e'];

const set = (name: string, more: Partial<DataSet> = {}): DataSet => ({
  name,
  modality: 'keyboard',
  gridMs: 16,
  isBackground: false,
  isLabelled: false,
  people: PEOPLE.map((person) => ({
    name: person,
    enrol: [`${name}/${person}/enrol`],
    test: [`${name}/${person}/test`],
    impostors: more.isLabelled === true ? [`${name}/${person}/x1`, `${name}/${person}/x2`] : [],
  })),
  ...more,
});

const CROSS_FIT = { isShipped: false, peopleOfEachHalf: null, hasCohort: true, seed: 1 };

/** Everybody whose recordings are used against a person, and everybody whom the population is made of. */
const used = ({ job, population }: PlannedPerson) => ({
  impostors: job.impostors.flatMap(({ test }) => test).map((path) => path.slice(0, path.lastIndexOf('/'))),
  sources: population.sources.map(({ test }) => (test[0] ?? '').replace(/\/test$/, '')),
});

describe('planEvaluation', () => {
  it('makes no population of the person or of an impostor, over all sets of the modality', () => {
    const planned = planEvaluation([set('one'), set('two'), set('mouse', { modality: 'pointer' })], CROSS_FIT);
    for (const { people, set: own } of planned) {
      for (const person of people) {
        const { impostors, sources } = used(person);
        const name = `${own.name}/${person.job.name}`;
        expect(impostors.length).toBeGreaterThan(0);
        expect(impostors).not.toContain(name);
        expect(sources).not.toContain(name);
        expect(sources.filter((source) => impostors.includes(source))).toEqual([]);
      }
    }
    const [first] = planned[0]?.people ?? [];
    if (first === undefined) throw new Error('nobody');
    expect(used(first)).toEqual({
      impostors: ['one/c', 'one/e'],
      sources: ['one/b', 'one/d', ...PEOPLE.map((name) => `two/${name}`)],
    });
  });

  it('makes the population for labelled impostors of other sets alone, and refuses where there is none', () => {
    const labelled = set('labelled', { isLabelled: true });
    const [planned] = planEvaluation([labelled, set('other')], CROSS_FIT);
    const [first] = planned?.people ?? [];
    if (first === undefined) throw new Error('nobody');
    expect(planned?.kind).toBe('other-sets');
    expect(first.job.impostors.map(({ test }) => test)).toEqual([['labelled/a/x1'], ['labelled/a/x2']]);
    expect(used(first).sources).toEqual(PEOPLE.map((name) => `other/${name}`));
    expect(() => planEvaluation([labelled], CROSS_FIT)).toThrow('Nobody knows whose');
    expect(planEvaluation([labelled], { ...CROSS_FIT, isShipped: true })[0]?.kind).toBe('shipped');
  });

  it('estimates each population once', () => {
    const planned = planEvaluation([set('one'), set('two')], CROSS_FIT);
    const populations = new Set(planned.flatMap(({ people }) => people.map(({ population }) => population)));
    expect(populations.size).toBe(4);
  });

  it('takes background people as extra impostors of their modality, never into a population', () => {
    const pool = set('pool', {
      isBackground: true,
      people: Array.from({ length: 90 }, (_, i) => ({
        name: String(i),
        enrol: [],
        test: [`pool/${String(i)}`],
        impostors: [],
      })),
    });
    const plan = (seed: number) => planEvaluation([set('one'), pool], { ...CROSS_FIT, seed });
    const [planned, ...rest] = plan(1);
    const [first] = planned?.people ?? [];
    expect(rest).toEqual([]);
    expect(first?.job.background).toHaveLength(40);
    expect(first?.population.sources).toHaveLength(2);
    expect(plan(1)).toEqual(plan(1));
    expect(plan(2)[0]?.people[0]?.job.background).not.toEqual(first?.job.background);
    expect(() => planEvaluation([pool], CROSS_FIT)).toThrow('nobody to enrol');
  });

  it('scores only the first of each half for a quick look, by the same populations', () => {
    const [planned] = planEvaluation([set('one')], { ...CROSS_FIT, peopleOfEachHalf: 2 });
    expect(planned?.people.map(({ job }) => job.name)).toEqual(['a', 'b', 'c', 'd']);
    expect(planned?.people[1]?.population.sources).toHaveLength(3);
  });
});
