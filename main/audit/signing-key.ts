/** Keys that sign the audit log, each made from the one before it, which is erased: nothing earlier can be signed then. */
import { createPrivateKey, createPublicKey, hash, sign, verify } from 'node:crypto';
import type { Sha256 } from '../audit-proof/chain.ts';
import type { VerifySignature } from '../audit-proof/seal.ts';

/** Of a seed and of a public key. */
export const SIGNING_KEY_BYTES = 32;

/** PKCS #8 and SubjectPublicKeyInfo (RFC 8410) in front of the 32 bytes of Ed25519. */
const PRIVATE_PREFIX = Buffer.from('302e020100300506032b657004220420', 'hex');
const PUBLIC_PREFIX = Buffer.from('302a300506032b6570032100', 'hex');

const EVOLUTION = Buffer.from('samehand-audit-key-1\n');

export interface SigningKey {
  readonly publicKey: Uint8Array;
  readonly sign: (message: Uint8Array) => Uint8Array;
}

/** SHA-256 by Node, as the hash chain takes it. */
export const sha256: Sha256 = (bytes) => hash('sha256', bytes, 'buffer');

/** The Ed25519 key (RFC 8032) of a seed of 32 bytes. */
export const signingKey = (seed: Uint8Array): SigningKey => {
  const der = Buffer.concat([PRIVATE_PREFIX, seed]);
  const key = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
  der.fill(0);
  const spki = createPublicKey(key).export({ format: 'der', type: 'spki' });
  return {
    publicKey: new Uint8Array(spki.subarray(-SIGNING_KEY_BYTES)),
    sign: (message) => new Uint8Array(sign(null, message, key)),
  };
};

/** The seed of the key that comes after. There is no way back. */
export const nextSeed = (seed: Uint8Array): Uint8Array => {
  const evolved = Buffer.concat([EVOLUTION, seed]);
  const next = new Uint8Array(sha256(evolved));
  evolved.fill(0);
  return next;
};

/** By Node, for where there is Node. */
export const verifySignature: VerifySignature = (publicKey, message, signature) => {
  try {
    const der = Buffer.concat([PUBLIC_PREFIX, publicKey]);
    return verify(null, message, createPublicKey({ key: der, format: 'der', type: 'spki' }), signature);
  } catch {
    return false;
  }
};

/** As people keep it: `ed25519:` and base64. */
export const rootKeyText = (publicKey: Uint8Array): string => `ed25519:${Buffer.from(publicKey).toString('base64')}`;
