/**
 * The evidence that recorded people's typing or pointing gives window by window, as the engine would see it. Cross-fit by
 * halves of each set: a person is judged by a population of people of the other half, and the impostors are people of the
 * own half, who are not in that population either.
 */
import { join } from 'node:path';
import type { Modality } from '../../contract/verdict.ts';
import { shippedPopulation } from '../../main/engine/population.ts';
import { enrolPerson } from '../../main/evaluation/enrol.ts';
import type { PopulationConstants } from '../../main/evaluation/estimate-population.ts';
import { evidenceStream } from '../../main/evaluation/evidence-stream.ts';
import type { Population } from '../../ml/population/population.ts';
import type { ChosenLimit, Evidence } from '../../ml/trust/choose-limit.ts';
import { crossFit } from './cross-fit.ts';
import { holdBack } from './held-back.ts';
import { readPeople, type RecordedPerson } from './recorded-people.ts';

export interface RecordedEvidence {
  readonly modality: Modality;
  readonly set: string;
  /** Enrolment, one list a session, each by a model of the others. */
  readonly heldBack: readonly (readonly Evidence[])[];
  /** The person's own test sessions. */
  readonly own: readonly (readonly Evidence[])[];
  /** One list an impostor: their test sessions one after the other. */
  readonly impostors: readonly (readonly Evidence[])[];
  /** Evidence an action, in nats, that other people's hands typically give: a share of what the person's own give. */
  readonly ofOthers: number;
  /** What the agent chooses for this person. */
  readonly limit: ChosenLimit;
}

/** What the shipped file says beside the statistics: fitted on enrolment sessions alone. */
const CONSTANTS: PopulationConstants = (({ keyboard, pointer, decision, typicalSpread }: Population) => ({
  weights: keyboard.weights,
  fusion: { fine: pointer.fine.fusion, coarse: pointer.coarse.fusion },
  decision,
  typicalSpread,
}))(shippedPopulation());

/** Of people's own evidence an action, as held-back enrolment sessions of other people show it (the drift is half of it). */
const OTHERS_SHARE = 0.25;

const judge = (
  person: RecordedPerson,
  others: readonly RecordedPerson[],
  population: Population,
): RecordedEvidence | null => {
  const { set, modality, enrol, test, impostors } = person;
  const enrolled = enrolPerson(modality, enrol, population);
  const limit = enrolled?.criteria[modality].limit ?? null;
  if (enrolled === null || limit === null) return null;
  const stream = (sessions: RecordedPerson['test']): Evidence[] =>
    evidenceStream(enrolled.criteria, modality, sessions);
  return {
    modality,
    set,
    heldBack: holdBack(person).flatMap((turn) => {
      const criteria = enrolPerson(modality, turn.enrol, population)?.criteria;
      return criteria === undefined ? [] : [evidenceStream(criteria, modality, [turn.held])];
    }),
    own: test.map((session) => stream([session])),
    impostors:
      impostors.length > 0 ? impostors.map((session) => stream([session])) : others.map((other) => stream(other.test)),
    ofOthers: -OTHERS_SHARE * 2 * limit.drift,
    limit,
  };
};

/** Evidence for every person of these sets whom the agent would act for. Both modalities must be among them. */
export const readEvidence = async (data: string, sets: readonly string[]): Promise<RecordedEvidence[]> => {
  const people: RecordedPerson[] = [];
  for (const set of sets) people.push(...(await readPeople(join(data, set))));
  const populations = crossFit(people, CONSTANTS);
  return people.flatMap((person) => {
    const others = people.filter((other) => other !== person && other.set === person.set && other.half === person.half);
    const evidence = judge(person, others, populations(person));
    return evidence === null ? [] : [evidence];
  });
};
