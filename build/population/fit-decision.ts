/** How often people would be locked wrongly at which limit, from enrolment sessions that were held back in turn. */
import { enrolPerson } from '../../main/evaluation/enrol.ts';
import { evidenceStream } from '../../main/evaluation/evidence-stream.ts';
import type { DecisionPopulation } from '../../ml/population/decision-population.ts';
import type { Population } from '../../ml/population/population.ts';
import type { Evidence } from '../../ml/trust/choose-limit.ts';
import { holdBack } from './held-back.ts';
import type { RecordedPerson } from './recorded-people.ts';

export interface HeldBackEvidence {
  readonly set: string;
  readonly name: string;
  /** One list a session that was held back, with the drift that the agent would have chosen without it, in nats an action. */
  readonly sittings: readonly { readonly drift: number; readonly evidence: readonly Evidence[] }[];
}

const LIMITS = Array.from({ length: 60 }, (_, i) => 4 * 1.08 ** i);
/**
 * Where fewer sittings are locked, most of them are those few that are unlike all others, which no limit would hold; where
 * more are, the limit is one that nobody would set.
 */
const LEAST_SHARE = 0.1;
const MOST_SHARE = 0.5;
const DIGITS = 4;

const round = (value: number): number => Number(value.toPrecision(DIGITS));
const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

export const heldBackEvidence = (person: RecordedPerson, population: Population): HeldBackEvidence => {
  const sittings = holdBack(person).flatMap(({ enrol, held }) => {
    const enrolled = enrolPerson(person.modality, enrol, population);
    const limit = enrolled?.criteria[person.modality].limit ?? null;
    if (enrolled === null || limit === null) return [];
    const evidence = evidenceStream(enrolled.criteria, person.modality, [held]);
    return [{ drift: limit.drift, evidence }];
  });
  return { set: person.set, name: person.name, sittings };
};

const actionsOf = (evidence: readonly Evidence[]): number => sum(evidence.map(({ actions }) => actions));

/** Whether a sitting that begins in full trust is ever locked at a limit, which is in units of twice the drift. */
const isLocked = ({ drift, evidence }: HeldBackEvidence['sittings'][number], limit: number): boolean => {
  let doubt = 0;
  for (const { llr, actions } of evidence) {
    doubt = Math.max(0, doubt + drift * actions - llr);
    if (doubt > 2 * drift * limit) return true;
  }
  return false;
};

/**
 * The line through the logarithms of the rates, by least squares, as its two end points. A sitting counts once: whoever is
 * locked wrongly proves who they are, and is learned.
 */
const fitCurve = (people: readonly HeldBackEvidence[]): DecisionPopulation['wrongLocks'] => {
  const all = people.flatMap(({ sittings }) => sittings);
  const actions = sum(all.map(({ evidence }) => actionsOf(evidence)));
  const points = LIMITS.map((limit) => ({ limit, locks: all.filter((one) => isLocked(one, limit)).length })).filter(
    ({ locks }) => locks >= LEAST_SHARE * all.length && locks <= MOST_SHARE * all.length,
  );
  if (points.length < 2) throw new RangeError('too few wrong locks were seen to tell how they fall with the limit');
  const x = points.map(({ limit }) => limit);
  const y = points.map(({ locks }) => Math.log(locks / actions));
  const [meanX, meanY] = [sum(x) / x.length, sum(y) / y.length];
  const slope =
    sum(x.map((value, i) => (value - meanX) * ((y[i] ?? 0) - meanY))) / sum(x.map((value) => (value - meanX) ** 2));
  const at = (limit: number) => ({
    limit: round(limit),
    perAction: round(Math.exp(meanY + slope * (limit - meanX))),
  });
  return [at(x[0] ?? 0), at(x.at(-1) ?? 0)];
};

const median = (values: readonly number[]): number => {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
};

/** @throws RangeError when there are too few people, or none of them was ever doubted. */
export const fitDecision = (people: readonly HeldBackEvidence[]): DecisionPopulation => ({
  ownEvidence: round(
    median(
      people
        .filter(({ sittings }) => sittings.length > 0)
        .map(({ sittings }) => {
          const all = sittings.flatMap(({ evidence }) => evidence);
          return sum(all.map(({ llr }) => llr)) / actionsOf(all);
        }),
    ),
  ),
  wrongLocks: fitCurve(people),
});
