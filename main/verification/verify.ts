/** One to one: is a recording from the same hands as a profile? */
import type { Modality } from '../../contract/verdict.ts';
import type { Verification, VerificationAnswer } from '../../contract/verification.ts';
import { compare } from './compare.ts';
import type { KnownPerson } from './known-person.ts';
import type { RecordedInput } from './recorded-input.ts';

/** Nats by which an answer has to be likelier than its opposite: e to 1. Chosen on held-back enrolment sessions. */
export const MARGIN = 1;

/** @param ratio null when nothing was compared. */
export const answerFor = (ratio: number | null): VerificationAnswer => {
  if (ratio === null || Math.abs(ratio) < MARGIN) return 'not-enough';
  return ratio > 0 ? 'same' : 'different';
};

export const verify = (person: KnownPerson, recorded: RecordedInput, modalities: readonly Modality[]): Verification => {
  const judged = compare(person, recorded, modalities);
  return { ...judged, answer: answerFor(judged.ratio), profile: person.name, threshold: MARGIN };
};
