/** What counts of a source: what it says if that is good, else its last good content, else nothing. */
import type { Policy } from '../../contract/policy.ts';
import { err, type Result } from '../../contract/result.ts';
import { layOver, settingsFor, wholePolicy, type PolicyDocument, type Subject } from './document.ts';
import type { LastGood } from './last-good.ts';
import type { Reading } from './watched-source.ts';

export interface Layer {
  readonly document: PolicyDocument;
  /** As it stands in the file. Null: there is none, or none that counts. */
  readonly text: string | null;
  /** What is wrong with the source, and what to do. */
  readonly problem: string | null;
}

export const NO_LAYER: Layer = { document: { settings: {}, exceptions: [] }, text: null, problem: null };

/** The policy that a document makes for somebody, or why it makes none: several exceptions may not go together. */
export const policyAlone = (document: PolicyDocument, subject: Subject): Result<Policy, 'policy-invalid'> =>
  wholePolicy(settingsFor(document, subject));

/** The policy that a local document makes under the managed one. */
export const policyUnder = (
  managed: { readonly name: string; readonly document: PolicyDocument },
  local: PolicyDocument,
  subject: Subject,
): Result<Policy, 'policy-invalid'> => {
  const alone = policyAlone(local, subject);
  if (!alone.ok) return alone;
  const together = wholePolicy(layOver(settingsFor(local, subject), settingsFor(managed.document, subject)));
  return together.ok
    ? together
    : err('policy-invalid', `it does not go together with ${managed.name}: ${together.message}`);
};

type Fits = (document: PolicyDocument) => Result<Policy, 'policy-invalid'>;

const faultOf = (reading: Exclude<Reading, { readonly none: true }>, fits: Fits): string | null => {
  if ('fault' in reading) return reading.fault;
  const policy = fits(reading.document);
  return policy.ok ? null : policy.message;
};

/** @param fits says whether a document can be in force. */
export const layerOf = async (name: string, reading: Reading, lastGood: LastGood, fits: Fits): Promise<Layer> => {
  if ('none' in reading) {
    await lastGood.keep(null);
    return NO_LAYER;
  }
  const fault = faultOf(reading, fits);
  if ('document' in reading && fault === null) {
    await lastGood.keep(reading.text);
    return { document: reading.document, text: reading.text, problem: null };
  }
  const good = await lastGood.read();
  const isGood = good !== null && fits(good.document).ok;
  const holds = isGood ? 'Its last good content stays in force' : 'It is left out';
  return {
    ...(isGood ? good : NO_LAYER),
    problem: `The policy ${name} was refused (${String(fault)}). ${holds}. Correct it.`,
  };
};
