/**
 * Fits what `samehand verify` and `samehand identify` scale their ratios by, on enrolment sessions that were held back,
 * and measures both commands on the test sessions. People are cross-fit by halves of their set: neither the person nor
 * the impostors are in the population. Weights of the models are those of resources/population.json: make that first.
 *
 * Usage: node build/population/fit-verification.ts <folder of data sets>
 */
import { join } from 'node:path';
import type { Modality } from '../../contract/verdict.ts';
import { sliceKeystrokes } from '../../ml/features/keystrokes.ts';
import { slicePointing } from '../../ml/features/pointer-columns.ts';
import { fitLogistic } from '../../ml/evaluation/logistic-regression.ts';
import type { Weighed } from '../../ml/behaviour.ts';
import type { Population } from '../../ml/population/population.ts';
import type { RecordedSession } from '../../main/evaluation/recorded-session.ts';
import { shippedPopulation } from '../../main/engine/population.ts';
import { answerAmong } from '../../main/verification/identify.ts';
import { enrolFromRecordings, type KnownPerson } from '../../main/verification/known-person.ts';
import { joinSittings, type RecordedInput } from '../../main/verification/recorded-input.ts';
import { SITTING_SCALES, sittingRatio, type SittingScales } from '../../main/verification/sitting-ratio.ts';
import { answerFor } from '../../main/verification/verify.ts';
import { crossFit, type CrossFit } from './cross-fit.ts';
import { holdBack } from './held-back.ts';
import { readPeople, type RecordedPerson } from './recorded-people.ts';

const SETS = ['villani-freetext', 'fakeprofile-freetext', 'sapimouse', 'balabit-mouse'];
/** Actions that a piece of a session is cut to; null is the whole session. */
const LENGTHS: Readonly<Record<Modality, readonly (number | null)[]>> = {
  keyboard: [50, 100, 200, null],
  pointer: [10, 30, 70, null],
};
/** Half-way points that are tried for typing. */
const HALVES = Array.from({ length: 24 }, (_, i) => 20 * 1.2 ** i);

/** A piece of somebody's session, against everybody of the same set and half. */
interface Trial {
  readonly set: string;
  readonly modality: Modality;
  readonly length: number | null;
  readonly genuine: Weighed | null;
  readonly impostors: readonly Weighed[];
}

interface Enrolled {
  readonly known: KnownPerson | null;
  readonly sessions: readonly RecordedSession[];
}

const say = (text: string): void => {
  process.stdout.write(`${text}\n`);
};

const countIn = (input: RecordedInput, modality: Modality): number => input[modality].count;

const piecesOf = (session: RecordedSession, modality: Modality, length: number | null): RecordedInput[] => {
  const input = joinSittings([session]);
  if (length === null) return [input];
  return Array.from({ length: Math.floor(countIn(input, modality) / length) }, (_, i) => ({
    keyboard: modality === 'keyboard' ? sliceKeystrokes(input.keyboard, i * length, (i + 1) * length) : input.keyboard,
    pointer: modality === 'pointer' ? slicePointing(input.pointer, i * length, (i + 1) * length) : input.pointer,
  }));
};

const weigh = (known: KnownPerson | null, input: RecordedInput, modality: Modality): Weighed | null =>
  (modality === 'keyboard'
    ? known?.keyboard.model?.weighSitting(input.keyboard)
    : known?.pointer.model?.weighSitting(input.pointer)) ?? null;

const enrol = (
  { name, modality }: RecordedPerson,
  sessions: readonly RecordedSession[],
  population: Population,
): KnownPerson | null => {
  try {
    return enrolFromRecordings(name, sessions, population, [modality]);
  } catch {
    return null;
  }
};

const trialsOf = (set: string, modality: Modality, people: readonly Enrolled[]): Trial[] =>
  LENGTHS[modality].flatMap((length) =>
    people.flatMap(({ known, sessions }) =>
      sessions
        .flatMap((session) => piecesOf(session, modality, length))
        .map((input) => ({
          set,
          modality,
          length,
          genuine: weigh(known, input, modality),
          impostors: people
            .filter((other) => other.known !== known)
            .flatMap((other) => weigh(other.known, input, modality) ?? []),
        })),
    ),
  );

/** Trials of all sets and halves; of enrolment sessions with one held back, or of test sessions. */
const run = (people: readonly RecordedPerson[], populations: CrossFit, stage: 'held-back' | 'test'): Trial[] =>
  [...Map.groupBy(people, ({ set, half }) => `${set}/${String(half)}`).values()].flatMap((own) => {
    const [first] = own;
    if (first === undefined) return [];
    const enrolled = own.map((person): Enrolled => {
      const turn = holdBack(person, 2).at(-1);
      const learned = stage === 'test' ? person.enrol : (turn?.enrol ?? []);
      const sessions = stage === 'test' ? person.test : turn === undefined ? [] : [turn.held];
      return { known: enrol(person, learned, populations(person)), sessions };
    });
    return trialsOf(first.set, first.modality, enrolled);
  });

const evidenceOf = ({ parts }: Weighed): number => parts.reduce((sum, { llr }) => sum + llr, 0);

interface Rows {
  readonly weighed: Weighed[];
  readonly labels: number[];
  readonly weights: number[];
}

/** Every set and length, and in it both classes, weigh the same. */
const rowsOf = (trials: readonly Trial[]): Rows => {
  const rows: Rows = { weighed: [], labels: [], weights: [] };
  for (const group of Map.groupBy(trials, ({ set, length }) => `${set} ${String(length)}`).values()) {
    const genuine = group.flatMap((trial) => trial.genuine ?? []);
    const impostors = group.flatMap((trial) => trial.impostors);
    for (const [label, some] of [
      [1, genuine],
      [0, impostors],
    ] as const) {
      for (const weighed of some) {
        rows.weighed.push(weighed);
        rows.labels.push(label);
        rows.weights.push(1 / some.length);
      }
    }
  }
  return rows;
};

/** Mean loss, in nats, of ratios as log-odds. */
const lossOf = ({ weighed, labels, weights }: Rows, ratioOf: (weighed: Weighed) => number): number => {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const loss = weighed.reduce((sum, each, i) => {
    const sign = labels[i] === 1 ? 1 : -1;
    return sum + (weights[i] ?? 0) * Math.log1p(Math.exp(-sign * ratioOf(each)));
  }, 0);
  return loss / total;
};

/** Without a bias: every row is there a second time, the other way round. */
const fitThroughZero = (features: readonly number[][], { labels, weights }: Rows): readonly number[] =>
  fitLogistic(
    [...features, ...features.map((row) => row.map((value) => -value))],
    [...labels, ...labels.map((label) => 1 - label)],
    [...weights, ...weights],
  ).weights;

const round = (value: number): number => Number(value.toPrecision(4));

/** Features so large, and weights so small, that the regression's penalty on weights counts for nothing. */
const EVIDENCE_UNIT = 0.001;
const FAIR_UNIT = 0.01;

const fitKeyboard = (rows: Rows): SittingScales['keyboard'] => {
  const fits = HALVES.map((half) => {
    const features = rows.weighed.map((weighed) => {
      const share = 1 / (weighed.compared + half);
      return [(evidenceOf(weighed) * share) / EVIDENCE_UNIT, (weighed.compared * share) / FAIR_UNIT];
    });
    const [evidence = 0, fair = 0] = fitThroughZero(features, rows);
    const most = evidence / EVIDENCE_UNIT;
    const scale = { most: round(most), half: round(half), fair: round(-fair / FAIR_UNIT / most) };
    const scales = { ...SITTING_SCALES, keyboard: scale };
    return { scale, loss: lossOf(rows, (weighed) => sittingRatio('keyboard', weighed, scales).ratio) };
  });
  return fits.reduce((best, each) => (each.loss < best.loss ? each : best)).scale;
};

const fitPointer = (rows: Rows): SittingScales['pointer'] => {
  const { weights, bias } = fitLogistic(
    rows.weighed.map((weighed) => [evidenceOf(weighed)]),
    rows.labels,
    rows.weights,
  );
  const [weight = 1] = weights;
  return { weight: round(weight), fair: round(-bias / weight) };
};

const fit = (trials: readonly Trial[]): SittingScales => ({
  keyboard: fitKeyboard(rowsOf(trials.filter(({ modality }) => modality === 'keyboard'))),
  pointer: fitPointer(rowsOf(trials.filter(({ modality }) => modality === 'pointer'))),
});

const tally = (answers: readonly string[]): string => {
  const of = Map.groupBy(answers, (answer) => answer);
  return [...of]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([answer, some]) => `${answer} ${((100 * some.length) / answers.length).toFixed(1)} %`)
    .join(', ');
};

const report = (stage: string, trials: readonly Trial[], scales: SittingScales): void => {
  for (const group of Map.groupBy(trials, ({ set, length }) => `${set}, ${String(length ?? 'session')}`)) {
    const [what, some] = group;
    const ratioOf = ({ modality }: Trial, weighed: Weighed | null): number | null =>
      weighed === null ? null : sittingRatio(modality, weighed, scales).ratio;
    const others = (trial: Trial): number[] => trial.impostors.flatMap((weighed) => ratioOf(trial, weighed) ?? []);
    const descending = (ratios: readonly number[]): number[] => ratios.toSorted((one, other) => other - one);
    const ofEnrolled = some.map((trial) => {
      const own = ratioOf(trial, trial.genuine);
      const ratios = descending([...others(trial), ...(own === null ? [] : [own])]);
      const answer = answerAmong(ratios);
      return answer !== 'found' ? answer : ratios[0] === own ? 'right' : 'wrong';
    });
    say(`${stage}, ${what}: ${String(some.length)} pieces`);
    say(`  verify, genuine:    ${tally(some.map((trial) => answerFor(ratioOf(trial, trial.genuine))))}`);
    say(`  verify, impostor:   ${tally(some.flatMap((trial) => others(trial).map((ratio) => answerFor(ratio))))}`);
    say(`  identify, enrolled: ${tally(ofEnrolled)}`);
    say(`  identify, stranger: ${tally(some.map((trial) => answerAmong(descending(others(trial)))))}`);
  }
};

const [data] = process.argv.slice(2);
if (data === undefined) throw new Error('usage: node build/population/fit-verification.ts <folder of data sets>');
const people: RecordedPerson[] = [];
for (const set of SETS) people.push(...(await readPeople(join(data, set))));
const { keyboard, pointer, decision, typicalSpread } = shippedPopulation();
const fusion = { fine: pointer.fine.fusion, coarse: pointer.coarse.fusion };
const populations = crossFit(people, { weights: keyboard.weights, fusion, decision, typicalSpread });
const heldBack = run(people, populations, 'held-back');
const scales = fit(heldBack);
say(`scales ${JSON.stringify(scales)}`);
report('held back', heldBack, scales);
report('test', run(people, populations, 'test'), scales);
