/** Populations by the half of the people that they may judge, with the constants of the shipped file. */
import {
  estimatePointer,
  estimatePopulation,
  estimateTyping,
  type PopulationConstants,
  type PopulationPeople,
} from '../../main/evaluation/estimate-population.ts';
import type { Modality } from '../../contract/verdict.ts';
import { clockOf } from '../../ml/models/pointing-clock.ts';
import type { Population } from '../../ml/population/population.ts';
import type { RecordedPerson } from './recorded-people.ts';

const SEED = 1;

/** Whether most of the person's enrolment was seen through a remote desktop's slow clock. */
export const isNativelyCoarse = ({ enrol }: Pick<RecordedPerson, 'enrol'>): boolean =>
  enrol.filter(({ pointing }) => clockOf(pointing) === 'coarse').length * 2 > enrol.length;

const toPopulationPerson = (person: RecordedPerson): PopulationPeople['keyboard'][number] => {
  const sessions = [...person.enrol, ...person.test];
  if (person.modality === 'keyboard') return { sessions, coarse: [] };
  return isNativelyCoarse(person) ? { sessions: [], coarse: sessions } : { sessions, coarse: person.coarse };
};

export const ofModality = (people: readonly RecordedPerson[], modality: Modality): readonly RecordedPerson[] =>
  people.filter((person) => person.modality === modality);

export const populationPeople = (people: readonly RecordedPerson[]): PopulationPeople => ({
  keyboard: ofModality(people, 'keyboard').map(toPopulationPerson),
  pointer: ofModality(people, 'pointer').map(toPopulationPerson),
});

/** Populations by set and half of the people that they may judge. */
export type CrossFit = (person: Pick<RecordedPerson, 'set' | 'half'>) => Population;

/**
 * For every half of every set a population of all other people: whoever it judges, and whoever plays an impostor to them,
 * is not in it. In the other modality, in which it judges nobody, it is that of all people.
 */
export const crossFit = (people: readonly RecordedPerson[], constants: PopulationConstants): CrossFit => {
  const keyOf = ({ set, half }: Pick<RecordedPerson, 'set' | 'half'>): string => `${set}/${String(half)}`;
  const ofAll = estimatePopulation(populationPeople(people), constants, SEED);
  const populations = new Map<string, Population>();
  for (const person of people) {
    const key = keyOf(person);
    if (populations.has(key)) continue;
    const others = populationPeople(people.filter((other) => keyOf(other) !== key));
    if (person.modality === 'keyboard') {
      const { behaviour, windows } = estimateTyping(others.keyboard, constants);
      populations.set(key, { ...ofAll, keyboard: behaviour, windows: { ...ofAll.windows, keyboard: windows } });
    } else {
      const { behaviour, windows } = estimatePointer(others.pointer, constants, SEED);
      populations.set(key, { ...ofAll, pointer: behaviour, windows: { ...ofAll.windows, pointer: windows } });
    }
  }
  return (person) => {
    const population = populations.get(keyOf(person));
    if (population === undefined) throw new RangeError(`nobody of ${keyOf(person)} was read`);
    return population;
  };
};

/** The same statistics with other constants. */
export const withConstants =
  (populations: CrossFit, { weights, fusion, decision, typicalSpread }: PopulationConstants): CrossFit =>
  (person) => {
    const { keyboard, pointer, windows } = populations(person);
    return {
      keyboard: { ...keyboard, weights },
      pointer: {
        fine: { ...pointer.fine, fusion: fusion.fine },
        coarse: { ...pointer.coarse, fusion: fusion.coarse },
      },
      windows,
      decision,
      typicalSpread,
    };
  };
