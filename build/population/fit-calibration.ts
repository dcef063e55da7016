/**
 * Makes resources/calibration.json: how scores of genuine users and of other people spread, as linear rules from
 * standardised scores to log-likelihood ratios. Only these few aggregates leave the data.
 *
 * Usage: node build/population/fit-calibration.ts <folder of data sets>
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Modality, ModelName } from '../../contract/verdict.ts';
import { fitLogistic } from '../../ml/evaluation/logistic-regression.ts';
import { fuse, type FusionRule, type ModelScores, type PopulationCalibration } from '../../ml/models/fusion.ts';
import { WINDOWS } from '../../main/engine/window-shape.ts';
import { standardiseAll } from '../../ml/training.ts';
import { fitLikelihoodRule } from './fit-likelihood.ts';
import { enrolPerson, peopleOf, readProtocol, type RecordedPerson } from './recorded-person.ts';

/** Sets whose aggregates may be shipped, by modality. */
const SETS: Readonly<Record<Modality, readonly string[]>> = {
  keyboard: ['villani-freetext', 'fakeprofile-freetext'],
  pointer: ['sapimouse', 'balabit-mouse'],
};
const USED: Readonly<Record<Modality, readonly ModelName[]>> = {
  keyboard: ['isolation-forest', 'centroid', 'digraph'],
  pointer: ['isolation-forest', 'centroid'],
};
/** Impostor windows taken from each other person, spread over what they have. */
const IMPOSTOR_WINDOWS = 20;
const DIGITS = 4;

interface Sample {
  readonly z: ModelScores;
  readonly label: 0 | 1;
  readonly weight: number;
}

const round = (value: number): number => Number(value.toFixed(DIGITS));

const subsets = (models: readonly ModelName[]): ModelName[][] =>
  models.reduce<ModelName[][]>((all, model) => [...all, ...all.map((some) => [...some, model])], [[]]).slice(1);

const every = <T>(items: readonly T[], count: number): T[] =>
  items.filter((_, i) => Math.floor((i * count) / items.length) !== Math.floor(((i - 1) * count) / items.length));

/** Each person weighs the same, and genuine and impostor windows weigh the same within a person. */
const samplesOf = (people: readonly RecordedPerson[]): Sample[] =>
  people.flatMap((person) => {
    const z = (windows: RecordedPerson['test']): ModelScores[] =>
      windows.map((window) => standardiseAll(person.score(window), person.profile.calibration));
    const genuine = z(person.test);
    const impostor = z(people.filter((other) => other !== person).flatMap(({ test }) => every(test, IMPOSTOR_WINDOWS)));
    const label = (scores: ModelScores[], value: 0 | 1): Sample[] =>
      scores.map((score) => ({ z: score, label: value, weight: 1 / scores.length }));
    return [...label(genuine, 1), ...label(impostor, 0)];
  });

const fitRule = (models: readonly ModelName[], samples: readonly Sample[]): FusionRule => {
  const usable = samples.filter(({ z }) => models.every((model) => z[model] !== undefined));
  const { bias, weights } = fitLogistic(
    usable.map(({ z }) => models.map((model) => z[model] ?? 0)),
    usable.map(({ label }) => label),
    usable.map(({ weight }) => weight),
  );
  return { models, bias: round(bias), weights: weights.map(round) };
};

/** Mean fused ratio that windows of other people get. */
const meanOfOthers = (samples: readonly Sample[], rules: readonly FusionRule[]): number => {
  let sum = 0;
  let weights = 0;
  for (const { z, label, weight } of samples) {
    const fused = label === 0 ? fuse(z, { typicalSpread: {}, rules }) : null;
    if (fused === null) continue;
    sum += weight * fused.llr;
    weights += weight;
  }
  return sum / weights;
};

const median = (values: number[]): number => values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 1;

const enrolSet = async (data: string, set: string, population: PopulationCalibration): Promise<RecordedPerson[]> => {
  const folder = join(data, set);
  const protocol = readProtocol(folder);
  const people: RecordedPerson[] = [];
  for (const name of peopleOf(folder)) {
    const person = await enrolPerson(join(folder, name), protocol, population);
    if (person !== null && person.test.length > 0) people.push(person);
  }
  return people;
};

const fitModality = async (
  data: string,
  modality: Modality,
): Promise<{ calibration: PopulationCalibration; people: Record<string, number> }> => {
  /** The spread that a person with few windows is shrunk towards does not matter in the first pass. */
  let typicalSpread: PopulationCalibration['typicalSpread'] = Object.fromEntries(
    USED[modality].map((model) => [model, 1e-6]),
  );
  let groups: RecordedPerson[][] = [];
  for (let pass = 0; pass < 2; pass += 1) {
    const population = { typicalSpread, rules: [] };
    groups = [];
    for (const set of SETS[modality]) groups.push(await enrolSet(data, set, population));
    if (pass > 0) break;
    const spreads = groups.flat().map(({ profile }) => profile.calibration);
    const typical = (model: ModelName): number => round(median(spreads.flatMap((own) => own[model]?.spread ?? [])));
    typicalSpread = Object.fromEntries(USED[modality].map((model) => [model, typical(model)]));
  }
  // Impostors are always people of the same set, recorded in the same way.
  const samples = groups.flatMap(samplesOf);
  const rules = subsets(USED[modality]).map((models) => fitRule(models, samples));
  const ofOthers = round(meanOfOthers(samples, rules) / WINDOWS[modality].length);
  const people = Object.fromEntries(SETS[modality].map((set, i) => [set, groups[i]?.length ?? 0]));
  return { calibration: { typicalSpread, rules, ...(modality === 'pointer' ? { ofOthers } : {}) }, people };
};

const [data] = process.argv.slice(2);
if (data === undefined) throw new Error('usage: node build/population/fit-calibration.ts <folder of data sets>');
const keyboard = await fitModality(data, 'keyboard');
const pointer = await fitModality(data, 'pointer');
const likelihood = await fitLikelihoodRule(SETS.keyboard.map((set) => join(data, set)));
const result = {
  provenance: {
    what: 'Per modality: the median standard deviation of held-back genuine scores, and logistic regressions from standardised scores to log-likelihood ratios. No row of any recording.',
    people: { ...keyboard.people, ...pointer.people },
    command: 'node build/population/fit-calibration.ts <folder of data sets>',
  },
  modalities: { keyboard: { ...keyboard.calibration, likelihood }, pointer: pointer.calibration },
};
writeFileSync(new URL('../../resources/calibration.json', import.meta.url), `${JSON.stringify(result, null, 2)}\n`);
process.stdout.write(`${JSON.stringify(result, null, 2)}\n`);
