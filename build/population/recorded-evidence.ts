/**
 * The evidence that recorded people's typing gives a hop of keystrokes, as the engine would see it. Cross-fit by halves of
 * each set: the population of a person is the other half of the set and all other sets, the impostors are people of the
 * own half, who are not in that population either.
 */
import { join } from 'node:path';
import { shippedPopulation } from '../../main/engine/population.ts';
import { WINDOWS } from '../../main/engine/window-shape.ts';
import type { KeystrokeColumns } from '../../ml/features/keystrokes.ts';
import {
  expectedOfOthers,
  fitDigraphLikelihood,
  scoreLikelihood,
  type DigraphLikelihood,
} from '../../ml/models/digraph-likelihood.ts';
import { evidenceOf } from '../../ml/models/fusion.ts';
import type { DigraphPopulation } from '../../ml/population/digraph-population.ts';
import type { Evidence } from '../../ml/trust/choose-limit.ts';
import { peopleOf, readProtocol, readTyping, SLOTS, type RecordedTyping } from './recorded-person.ts';
import { populationOf, profileOf } from './typing-population.ts';

export interface RecordedEvidence {
  readonly set: string;
  /** Enrolment, one list a sitting, each by a model of the other sittings. */
  readonly heldBack: readonly (readonly Evidence[])[];
  /** The person's own test sittings. */
  readonly own: readonly (readonly Evidence[])[];
  /** One list an impostor: their test sittings one after the other. */
  readonly impostors: readonly (readonly Evidence[])[];
  /** Evidence an action expected of other people's hands, in nats. */
  readonly ofOthers: number;
}

type Sitting = readonly KeystrokeColumns[];

interface Person {
  readonly set: string;
  readonly half: number;
  readonly enrol: readonly Sitting[];
  readonly test: readonly Sitting[];
}

const SEED = 1;
const RULE = shippedPopulation(SLOTS).calibration.keyboard.likelihood;
const { hop } = WINDOWS.keyboard;

const readPeople = async (folder: string, set: string): Promise<Person[]> => {
  const protocol = readProtocol(folder);
  const people: Person[] = [];
  for (const [i, name] of peopleOf(folder).entries()) {
    const read = async (patterns: readonly string[]): Promise<RecordedTyping['test']> =>
      (await readTyping(join(folder, name), { ...protocol, enrol: [], test: patterns })).test;
    people.push({ set, half: i % 2, enrol: await read(protocol.enrol), test: await read(protocol.test) });
  }
  return people;
};

const evidence = (model: DigraphLikelihood, sitting: Sitting): Evidence[] =>
  sitting.flatMap((piece) =>
    Array.from({ length: Math.ceil(piece.count / hop) }, (_, i) => {
      const to = Math.min(piece.count, (i + 1) * hop);
      const actions = to - i * hop;
      const { compared, ...ratios } = scoreLikelihood(model, piece, i * hop, to);
      return { llr: compared === 0 ? 0 : evidenceOf(ratios, actions, RULE), actions };
    }),
  );

const judge = (person: Person, others: readonly Person[], population: DigraphPopulation): RecordedEvidence => {
  const { set, enrol, test } = person;
  const modelOf = (sittings: readonly Sitting[]): DigraphLikelihood =>
    fitDigraphLikelihood(profileOf(sittings.flat(), SEED), population);
  const model = modelOf(enrol);
  return {
    set,
    heldBack: enrol.map((sitting) => evidence(modelOf(enrol.filter((other) => other !== sitting)), sitting)),
    own: test.map((sitting) => evidence(model, sitting)),
    impostors: others.map((other) => other.test.flatMap((sitting) => evidence(model, sitting))),
    ofOthers: evidenceOf(expectedOfOthers(model), 1, RULE),
  };
};

/** Evidence for every person of these sets of typing in the folder. */
export const readEvidence = async (data: string, sets: readonly string[]): Promise<RecordedEvidence[]> => {
  const people: Person[] = [];
  for (const set of sets) people.push(...(await readPeople(join(data, set), set)));
  return sets.flatMap((set) =>
    [0, 1].flatMap((half) => {
      const isJudged = (person: Person): boolean => person.set === set && person.half === half;
      const judged = people.filter(isJudged);
      const rest = people.filter((person) => !isJudged(person));
      const population = populationOf(rest.map(({ enrol, test }) => ({ enrol: enrol.flat(), test })));
      return judged.map((person) =>
        judge(
          person,
          judged.filter((other) => other !== person),
          population,
        ),
      );
    }),
  );
};
