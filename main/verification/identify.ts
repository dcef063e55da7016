/** One to many, open set: which of these people is it, if any? */
import type { Modality } from '../../contract/verdict.ts';
import type { Candidate, Identification, IdentificationAnswer } from '../../contract/verification.ts';
import { compare } from './compare.ts';
import type { KnownPerson } from './known-person.ts';
import type { RecordedInput } from './recorded-input.ts';
import { MARGIN } from './verify.ts';

/** Somebody it could be; a profile that cannot be used says why. */
export type Suspect =
  { readonly name: string; readonly fault: string } | { readonly fault: null; readonly person: KnownPerson };

const judge = (suspect: Suspect, recorded: RecordedInput, modalities: readonly Modality[]): Candidate =>
  suspect.fault === null
    ? { ...compare(suspect.person, recorded, modalities), name: suspect.person.name, fault: null }
    : { name: suspect.name, fault: suspect.fault, ratio: null, comparisons: [], established: false };

const byRatio = (one: Candidate, other: Candidate): number =>
  (other.ratio ?? Number.NEGATIVE_INFINITY) - (one.ratio ?? Number.NEGATIVE_INFINITY) || 0;

/** Ratio that the best of so many has to reach. */
const thresholdAmong = (candidates: number): number => Math.log(Math.max(1, candidates)) + MARGIN;

/**
 * The best of n people fits by chance n times as easily as one, so a ratio has to be ln n higher than for one alone: then
 * "one of them" and "somebody else" are taken to be equally likely beforehand. Found when it is that by the margin, and
 * ahead of the second by the margin; none when somebody else is likelier by the margin.
 *
 * @param ratios of the candidates, the highest first.
 */
export const answerAmong = (ratios: readonly number[]): IdentificationAnswer => {
  const [first, second = Number.NEGATIVE_INFINITY] = ratios;
  if (first === undefined) return 'not-enough';
  // Of one of them, whoever it is, against somebody else.
  const anyone = first + Math.log(ratios.reduce((sum, ratio) => sum + Math.exp(ratio - first), 0) / ratios.length);
  if (anyone <= -MARGIN) return 'none';
  return first < thresholdAmong(ratios.length) || first - second < MARGIN ? 'undecided' : 'found';
};

/** Which of these people a recording is from, if any. */
export const identify = (
  suspects: readonly Suspect[],
  recorded: RecordedInput,
  modalities: readonly Modality[],
): Identification => {
  const candidates = suspects.map((suspect) => judge(suspect, recorded, modalities)).sort(byRatio);
  const ratios = candidates.flatMap(({ ratio }) => (ratio === null ? [] : [ratio]));
  const answer = answerAmong(ratios);
  return {
    answer,
    name: answer === 'found' ? (candidates[0]?.name ?? null) : null,
    threshold: thresholdAmong(ratios.length),
    margin: MARGIN,
    candidates,
  };
};
