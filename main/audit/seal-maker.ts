/** Makes the next seal of a chain. */
import { sealMessage } from '../audit-proof/seal.ts';
import { sealOf, type SealRow } from './seal-rows.ts';
import { nextSeed, signingKey } from './signing-key.ts';

export interface SealContent {
  readonly chain: number;
  readonly number: number;
  readonly seq: number;
  /** ISO 8601, to the second. */
  readonly at: string;
  readonly link: Uint8Array;
}

export interface MadeSeal {
  readonly seal: SealRow;
  /** For the seal after it. The one that was given should be erased now. */
  readonly nextSeed: Uint8Array;
}

export const makeSeal = (content: SealContent, seed: Uint8Array): MadeSeal => {
  const key = signingKey(seed);
  const following = nextSeed(seed);
  const unsigned = { ...content, key: key.publicKey, next: signingKey(following).publicKey };
  const message = sealMessage(sealOf({ ...unsigned, signature: new Uint8Array(0) }));
  return { seal: { ...unsigned, signature: key.sign(message) }, nextSeed: following };
};
