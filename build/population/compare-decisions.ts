/**
 * Compares rules over time at the same rate of wrong locks, and writes the figures into docs/decision-over-time.md.
 *
 * Usage: node build/population/compare-decisions.ts <folder of data sets>
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { MODALITIES } from '../../contract/verdict.ts';
import { estimateMean } from '../../ml/evaluation/bootstrap.ts';
import { createRandom } from '../../ml/random.ts';
import { DECISION_RULES, ENGINE_RULE, FAMILIES, type DecisionRule } from './decision-rules.ts';
import {
  FACTORS,
  meanWork,
  operatingPoint,
  peopleAt,
  PER_ACTIONS,
  sweep,
  workDifference,
  workOf,
  type Sweep,
} from './operating-points.ts';
import { readEvidence, type RecordedEvidence } from './recorded-evidence.ts';
import { personalUnit, typicalUnit, watchPerson, waveringUnit, type Outcome } from './watch-people.ts';

const SETS = ['villani-freetext', 'fakeprofile-freetext', 'sapimouse', 'balabit-mouse'];
const HEADINGS = { keyboard: 'Typing', pointer: 'Pointing' } as const;
/** Wrong locks in 20,000 own actions. */
const TARGETS = [1, 2, 4];
/** Where the shape of each rule is chosen, and the settings are compared. */
const MIDDLE = 2;
const SEED = 1;
const PAGE = new URL('../../docs/decision-over-time.md', import.meta.url);
const FIGURES = /(?<=<!-- figures: begin -->\n).*(?=<!-- figures: end -->)/s;

interface Candidate {
  readonly rule: DecisionRule;
  readonly name: string;
  readonly swept: Sweep;
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
const round = (value: number): string => (Number.isFinite(value) ? value.toFixed(0) : 'never');
const grouped = (count: number): string => count.toLocaleString('en');
const signed = (value: number): string => `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(0)}`;

const row = (cells: readonly (string | number)[]): string => `| ${cells.join(' | ')} |\n`;
const table = (header: readonly string[], rows: readonly (readonly (string | number)[])[]): string =>
  [header, header.map(() => '---'), ...rows].map(row).join('');

/** Actions within which this share of the takeovers is locked, where every person weighs the same. */
const lockedWithin = (outcomes: readonly Outcome[], share: number): number => {
  const takeovers = outcomes
    .flatMap(({ takeovers }) => takeovers.map(({ untilLock }) => ({ untilLock, weight: 1 / takeovers.length })))
    .sort((a, b) => (a.untilLock === b.untilLock ? 0 : a.untilLock - b.untilLock));
  let reached = 0;
  for (const { untilLock, weight } of takeovers) {
    reached += weight;
    if (reached >= share * outcomes.length) return untilLock;
  }
  return Infinity;
};

const neverLocked = (outcomes: readonly Outcome[]): number =>
  sum(
    outcomes.map(
      ({ takeovers }) => takeovers.filter(({ untilLock }) => untilLock === Infinity).length / takeovers.length,
    ),
  ) / outcomes.length;

const workAt = (swept: Sweep, target: number): number => meanWork(swept[operatingPoint(swept, target)] ?? []);

const pointRow = ({ name, swept }: Candidate, reference: Candidate, target: number): string[] => {
  const point = operatingPoint(swept, target);
  const outcomes = swept[point] ?? [];
  const untouched = outcomes.filter(({ wrongLocks }) => wrongLocks === 0).length;
  const mean = estimateMean(outcomes.map(workOf), createRandom(SEED));
  const { low, high } = workDifference(swept, reference.swept, target);
  return [
    name,
    (FACTORS[point] ?? NaN).toFixed(2),
    String(sum(outcomes.map(({ wrongLocks }) => wrongLocks))),
    `${untouched} of ${outcomes.length}`,
    round(lockedWithin(outcomes, 0.5)),
    round(lockedWithin(outcomes, 0.9)),
    `${(100 * neverLocked(outcomes)).toFixed(0)} %`,
    mean === null ? '' : `${round(mean.mean)} (${mean.ci95.map(round).join('–')})`,
    swept === reference.swept ? '' : `${signed(low)} to ${signed(high)}`,
  ];
};

const POINT_HEADER = ['Rule', 'Factor', 'Wrong locks', 'People never locked wrongly', 'Actions to lock, median'].concat(
  ['90th percentile', 'Strangers never locked', 'Mean actions worked (95 %)', 'Against the engine, 95 %'],
);

/** The best shape of each rule by mean work at the middle target: the same people judge it, which favours it. */
const bestShapes = (candidates: readonly Candidate[]): Candidate[] =>
  FAMILIES.flatMap((family) => {
    const own = candidates.filter(({ rule }) => rule.family === family);
    return own.sort((a, b) => workAt(a.swept, MIDDLE) - workAt(b.swept, MIDDLE)).slice(0, 1);
  });

/** Mean work at the middle target under other settings: does the order of the rules hang on one of them? */
const settingsTable = (people: readonly RecordedEvidence[], shown: readonly Candidate[]): string => {
  const places = people.map((_, i) => i);
  const locksOf = (place: number): number =>
    sum(shown.map(({ swept }) => swept[operatingPoint(swept, MIDDLE)]?.[place]?.wrongLocks ?? 0));
  const byLocks = places.toSorted((a, b) => locksOf(b) - locksOf(a));
  const of = (name: string, some: readonly number[]): string[] => [
    name,
    ...shown.map(({ swept }) => round(workAt(peopleAt(swept, some), MIDDLE))),
  ];
  const ofSet = (set: string): number[] => places.filter((place) => people[place]?.set === set);
  const withUnit = (name: string, unit: typeof personalUnit): string[] => [
    name,
    ...shown.map(({ rule }) => {
      const limits = people.map((person) => unit(person, rule));
      return round(workAt(sweep(people, rule, limits), MIDDLE));
    }),
  ];
  return table(
    ['People and limits', ...shown.map(({ name }) => name)],
    [
      of('all, as above', places),
      of('without the one person locked most often', byLocks.slice(1)),
      of('without the three locked most often', byLocks.slice(3)),
      ...[...new Set(people.map(({ set }) => set))].map((set) => of(`\`${set}\` alone`, ofSet(set))),
      withUnit('all, limits without an upper bound', waveringUnit),
      withUnit('all, limits from the typical evidence alone', typicalUnit),
    ],
  );
};

const shapesTable = (candidates: readonly Candidate[]): string =>
  table(
    ['Rule', 'Shape', ...TARGETS.map((target) => `at ${target}`)],
    candidates.map(({ rule, swept }) => [
      rule.family,
      rule.shape,
      ...TARGETS.map((target) => round(workAt(swept, target))),
    ]),
  );

const compare = (people: readonly RecordedEvidence[]): string => {
  const candidates = DECISION_RULES.map((rule): Candidate => {
    const units = people.map((person) => personalUnit(person, rule));
    return { rule, name: `${rule.family}, ${rule.shape}`, swept: sweep(people, rule, units) };
  });
  const limits = people.map(({ limit }) => limit.limit);
  const engine: Candidate = {
    rule: ENGINE_RULE,
    name: 'the engine: CUSUM and its own limits',
    swept: sweep(people, ENGINE_RULE, limits),
  };
  const asIs = people.map((person, i) => watchPerson(person, ENGINE_RULE, limits[i] ?? 0));
  const shown = [engine, ...bestShapes(candidates)];
  const keystrokes = sum(engine.swept[0]?.map((outcome) => outcome.keystrokes) ?? []);
  const points = TARGETS.map(
    (target) =>
      `${target} in ${grouped(PER_ACTIONS)} (${grouped(keystrokes)} own actions were done):\n\n${table(
        POINT_HEADER,
        shown.map((candidate) => pointRow(candidate, engine, target)),
      )}\n`,
  ).join('');
  return (
    `\n${points}The engine at factor 1, as it is: ${sum(asIs.map(({ wrongLocks }) => wrongLocks))} wrong locks of ` +
    `${asIs.filter(({ wrongLocks }) => wrongLocks > 0).length} people, ${round(meanWork(asIs))} actions worked, ` +
    `${(100 * neverLocked(asIs)).toFixed(0)} % of strangers never locked.\n\nMean actions worked at ${MIDDLE} in ${grouped(PER_ACTIONS)}, under other settings:\n\n` +
    `${settingsTable(people, shown)}\nEvery shape that was tried, mean actions worked:\n\n${shapesTable(candidates)}\n`
  );
};

const [data] = process.argv.slice(2);
if (data === undefined) throw new Error('usage: node build/population/compare-decisions.ts <folder of data sets>');
const evidence = await readEvidence(data, SETS);
const figures = MODALITIES.map(
  (modality) => `\n## ${HEADINGS[modality]}\n${compare(evidence.filter((person) => person.modality === modality))}`,
).join('');
process.stdout.write(figures);
const page = readFileSync(PAGE, 'utf8');
if (!FIGURES.test(page)) throw new Error('the page has lost the marks between which the figures stand');
writeFileSync(
  PAGE,
  page.replace(FIGURES, () => figures),
);
