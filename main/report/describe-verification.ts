/** A recording against profiles, in words: what the answer is, and which classes of timing it rests on. Never content. */
import type { Modality, Tendency, Timing } from '../../contract/verdict.ts';
import type {
  Candidate,
  Comparison,
  Identification,
  Judged,
  NotCompared,
  Verification,
} from '../../contract/verification.ts';

const WORDS: Readonly<Record<Timing, Readonly<Record<Tendency, string>>>> = {
  dwell: {
    usual: 'how long keys are held fits',
    shorter: 'keys are held shorter',
    longer: 'keys are held longer',
    unlike: 'other keys are held long and short',
  },
  downDown: {
    usual: 'the rhythm from key to key fits',
    shorter: 'keys follow each other faster',
    longer: 'keys follow each other slower',
    unlike: 'the rhythm from key to key is another',
  },
  flight: {
    usual: 'how one key passes into the next fits',
    shorter: 'the gaps between keys are shorter',
    longer: 'the gaps between keys are longer',
    unlike: 'one key passes into the next in another way',
  },
  movement: {
    usual: 'how the pointer moves and clicks fits',
    shorter: 'pointer movements are quicker',
    longer: 'pointer movements are slower',
    unlike: 'pointer movements have another shape',
  },
  speed: {
    usual: 'how the hand speeds up and slows down fits',
    shorter: 'the pointer speeds up harder',
    longer: 'the pointer speeds up more gently',
    unlike: 'the pointer speeds up and slows down in another way',
  },
};

const NAMES: Readonly<Record<Modality, string>> = { keyboard: 'Typing', pointer: 'Pointing' };
const ACTIONS: Readonly<Record<Modality, string>> = { keyboard: 'keystrokes', pointer: 'pointer actions' };
const WHY_NOT: Readonly<Record<NotCompared, string>> = {
  'too-little-recorded': 'the recording holds too little of it',
  'too-little-known': 'the profile knows too little of it',
};

/** Where to read how often an answer is wrong. */
const MEASURED = 'How often such answers are wrong was measured on recorded people: see docs/detection.md.';
const UNFINISHED = 'The profile is still being learned: answers are wrong more often than measured.';
const ADDED = 'The two ratios are added as of independent witnesses; no recordings to measure that on exist.';

/** With a sign, for people. */
export const signed = (nats: number): string => `${nats < 0 ? '−' : '+'}${Math.abs(nats).toFixed(1)}`;

/** One phrase for each class of timing, the strongest first. */
export const describeTimings = ({ evidence }: Comparison): readonly string[] =>
  evidence
    .toSorted((one, other) => Math.abs(other.llr) - Math.abs(one.llr))
    .map(({ timing, tendency, llr }) => {
      // What speaks for the person is not described as a difference, whatever its tendency.
      const words = WORDS[timing][llr >= 0 ? 'usual' : tendency === 'usual' ? 'unlike' : tendency];
      return `${words} (${signed(llr)})`;
    });

const describeComparison = (comparison: Comparison): string => {
  const { modality, ratio, actions, learnedFrom, notCompared } = comparison;
  const name = NAMES[modality];
  if (ratio === null) {
    const why = notCompared === null ? '' : `: ${WHY_NOT[notCompared]}`;
    return `${name} was not compared${why} (${String(actions)} ${ACTIONS[modality]} recorded, ${String(learnedFrom)} learned).`;
  }
  return (
    `${name}, ${signed(ratio)} nats from ${String(actions)} ${ACTIONS[modality]} (profile: ${String(learnedFrom)}): ` +
    `${describeTimings(comparison).join('; ')}.`
  );
};

const compared = ({ comparisons }: Judged): number => comparisons.filter(({ ratio }) => ratio !== null).length;

const notes = (judged: Judged): string[] => [
  ...(compared(judged) > 1 ? [ADDED] : []),
  ...(judged.ratio !== null && !judged.established ? [UNFINISHED] : []),
];

const headline = ({ answer, profile, ratio, threshold }: Verification): string => {
  if (ratio === null) return `Not enough to tell: nothing in it could be compared with the profile of ${profile}.`;
  const measure = `${signed(ratio)} nats; ${signed(threshold)} and more is the same, ${signed(-threshold)} and less different`;
  if (answer === 'not-enough') return `Not enough to tell whether it is the same hands as ${profile} (${measure}).`;
  return answer === 'same'
    ? `The same hands as ${profile} (${measure}).`
    : `Different hands from ${profile} (${measure}).`;
};

export const describeVerification = (verification: Verification): readonly string[] => [
  headline(verification),
  ...verification.comparisons.map(describeComparison),
  ...notes(verification),
  MEASURED,
];

const row = (candidate: Candidate, width: number): string => {
  const { name, ratio, comparisons, fault } = candidate;
  const label = name.padEnd(width);
  if (fault !== null) return `  ${label}  not compared: ${fault}`;
  if (ratio === null) {
    const reasons = comparisons.flatMap(({ modality, notCompared }) =>
      notCompared === null ? [] : [`${NAMES[modality].toLowerCase()}: ${WHY_NOT[notCompared]}`],
    );
    return `  ${label}  not compared: ${reasons.join('; ')}`;
  }
  const each = comparisons.flatMap(({ modality, ratio: own, actions }) =>
    own === null
      ? []
      : [`${NAMES[modality].toLowerCase()} ${signed(own)} from ${String(actions)} ${ACTIONS[modality]}`],
  );
  return `  ${label}  ${signed(ratio).padStart(7)} nats  ${each.join(', ')}`;
};

const answerOf = ({ answer, name, candidates }: Identification): string => {
  const uncompared = candidates.filter(({ ratio }) => ratio === null).length;
  const all = uncompared === 0 ? 'them' : 'those that could be compared';
  switch (answer) {
    case 'found':
      return `It is ${name ?? ''}.`;
    case 'none':
      return `It is none of ${all}.`;
    case 'undecided':
      return `It cannot be told which of ${all} it is, if any.`;
    case 'not-enough':
      return 'Not enough to tell: nothing in it could be compared with any of the profiles.';
  }
};

export const describeIdentification = (identification: Identification): readonly string[] => {
  const { candidates, threshold, margin } = identification;
  const width = Math.max(...candidates.map(({ name }) => name.length));
  const [best] = candidates;
  return [
    answerOf(identification),
    ...candidates.map((candidate) => row(candidate, width)),
    `To be found takes ${signed(threshold)} nats, and ${margin.toFixed(1)} more than the second has.`,
    ...(best === undefined ? [] : notes(best)),
    MEASURED,
  ];
};
