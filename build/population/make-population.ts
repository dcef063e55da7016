/**
 * Makes resources/population.json: what is known of how people in general type and point. Aggregates only: no row of any
 * recording leaves. Constants are fitted on enrolment sessions that were held back, cross-fit by halves of the people.
 *
 * Usage: node build/population/make-population.ts <folder of data sets>
 */
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Modality, ModelName } from '../../contract/verdict.ts';
import { estimatePopulation, type PopulationConstants } from '../../main/evaluation/estimate-population.ts';
import { overlapOf } from '../../main/engine/window-shape.ts';
import { MIN_EVIDENCE } from '../../ml/features/window.ts';
import { fitTypingWeights } from '../../ml/models/fit-typing-weights.ts';
import { TYPICAL_WEIGHTS } from '../../ml/population/estimate-typing.ts';
import { TYPICAL_FUSION } from '../../ml/population/pointing-fusion.ts';
import { finish } from '../../ml/steps.ts';
import { trainProfile } from '../../ml/training.ts';
import { crossFit, ofModality, populationPeople, withConstants } from './cross-fit.ts';
import { fitDecision, heldBackEvidence } from './fit-decision.ts';
import { readPeople, type RecordedPerson } from './recorded-people.ts';

/** Sets whose aggregates may be shipped. */
const SETS = ['villani-freetext', 'fakeprofile-freetext', 'sapimouse', 'balabit-mouse'];
const SEED = 1;
/** Digits of a recording's digest: enough to tell whether it was among those that the file was made from. */
const DIGEST_LETTERS = 16;
/** Before anything is known: only the shape of the first pass hangs on them. */
const FIRST_DECISION = {
  ownEvidence: 0.2,
  wrongLocks: [
    { limit: 20, perAction: 1e-3 },
    { limit: 40, perAction: 1e-4 },
  ],
};

const say = (text: string): void => {
  process.stdout.write(`${text}\n`);
};

const median = (values: readonly number[]): number => {
  const sorted = values.toSorted((a, b) => a - b);
  return Number((sorted[Math.floor(sorted.length / 2)] ?? 1).toPrecision(4));
};

/** Median over people of the standard deviation of held-back scores, by model. */
const typicalSpreads = (people: readonly RecordedPerson[], modality: Modality): Partial<Record<ModelName, number>> => {
  // So small that it counts for nothing.
  const typicalSpread = { 'isolation-forest': 1e-6, centroid: 1e-6 };
  const profiles = ofModality(people, modality).flatMap(({ enrol }) => {
    const windows = enrol.flatMap((session) =>
      session.windows
        .filter((window) => window.modality === modality && window.evidence >= MIN_EVIDENCE)
        .map(({ vector }) => ({ vector, session: session.name })),
    );
    if (windows.length < 10) return [];
    const options = { modality, version: 1, trainedAt: '', seed: SEED, typicalSpread, overlap: overlapOf(modality) };
    return [finish(trainProfile(windows, options))];
  });
  const spread = (model: ModelName): number =>
    median(profiles.flatMap(({ calibration }) => calibration[model]?.spread ?? []));
  return { 'isolation-forest': spread('isolation-forest'), centroid: spread('centroid') };
};

const fitConstants = (people: readonly RecordedPerson[]): PopulationConstants => {
  const weights =
    fitTypingWeights(
      ofModality(people, 'keyboard').map(({ set, enrol }) => ({
        set,
        sessions: enrol.map(({ keystrokes }) => keystrokes),
      })),
    ) ?? TYPICAL_WEIGHTS;
  say(`weights ${JSON.stringify(weights)}`);
  const typicalSpread = { keyboard: typicalSpreads(people, 'keyboard'), pointer: typicalSpreads(people, 'pointer') };
  say(`spreads ${JSON.stringify(typicalSpread)}`);
  let constants: PopulationConstants = {
    weights,
    fusion: TYPICAL_FUSION,
    decision: { keyboard: FIRST_DECISION, pointer: FIRST_DECISION },
    typicalSpread,
  };
  const populations = crossFit(people, constants);
  // The own evidence that a person's is shrunk towards is measured first, then the wrong locks that follow from it.
  for (let pass = 0; pass < 2; pass += 1) {
    const current = withConstants(populations, constants);
    const of = (modality: Modality) =>
      fitDecision(ofModality(people, modality).map((person) => heldBackEvidence(person, current(person))));
    constants = { ...constants, decision: { keyboard: of('keyboard'), pointer: of('pointer') } };
    say(`decision ${JSON.stringify(constants.decision)}`);
  }
  return constants;
};

const digestsOf = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.csv.gz'))
    .sort()
    .map((name) =>
      createHash('sha256')
        .update(readFileSync(join(folder, name)))
        .digest('hex')
        .slice(0, DIGEST_LETTERS),
    );

const [data] = process.argv.slice(2);
if (data === undefined) throw new Error('usage: node build/population/make-population.ts <folder of data sets>');
const people: RecordedPerson[] = [];
for (const set of SETS) people.push(...(await readPeople(join(data, set))));
say(`${String(people.length)} people read`);
const population = estimatePopulation(populationPeople(people), fitConstants(people), SEED);
const file = {
  provenance: {
    what: 'How people in general type and point: means and variances by class of key and of key pair, quantiles and covariances of pointer movements, mixtures of their velocities, normal distributions of feature windows, and constants fitted on held-back enrolment sessions. No row of any recording, no key.',
    people: Object.fromEntries(SETS.map((set) => [set, people.filter((person) => person.set === set).length])),
    /** First letters of the SHA-256 of every recording: `samehand evaluate` tells by them whom the file has seen. */
    recordings: SETS.flatMap((set) => digestsOf(join(data, set))),
    command: 'node build/population/make-population.ts <folder of data sets>',
  },
  ...population,
};
writeFileSync(new URL('../../resources/population.json', import.meta.url), `${JSON.stringify(file)}\n`);
