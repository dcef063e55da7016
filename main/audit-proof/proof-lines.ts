/** The lines of a proof, checked for their form. */
import { proofLineSchema, type ProofLine } from '../../contract/audit-proof.ts';
import { canonicalJson } from './canonical-json.ts';

/** Null: it is no line of a proof, or not as the agent writes it. */
export const proofLineOf = (text: string): ProofLine | null => {
  try {
    const value: unknown = JSON.parse(text);
    // What the schema would fill in is part of what is signed: it has to be there.
    const parsed = proofLineSchema.safeParse(value);
    return parsed.success && canonicalJson(parsed.data) === text ? parsed.data : null;
  } catch {
    return null;
  }
};
