/** What is wrong with a new passphrase, before the agent is asked. */
import { passphraseSchema } from '../../contract/access.ts';

export const SHORTEST_PASSPHRASE = passphraseSchema.minLength ?? 0;
export const LONGEST_PASSPHRASE = passphraseSchema.maxLength ?? Infinity;

export type PassphraseFault = 'short' | 'long' | 'different';

/** Null: it can be sent. */
export const passphraseFault = (passphrase: string, again: string): PassphraseFault | null => {
  if (passphrase.length < SHORTEST_PASSPHRASE) return 'short';
  if (passphrase.length > LONGEST_PASSPHRASE) return 'long';
  return passphrase === again ? null : 'different';
};
