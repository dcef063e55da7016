/** Keys for each purpose, from the one key that is kept. HKDF-SHA256 (RFC 5869): none of them tells another. */
import { hkdfSync } from 'node:crypto';

/** Length of the master key and of all that is derived from it, in bytes. */
export const MASTER_KEY_BYTES = 32;

const derive = (master: Uint8Array, purpose: string): Uint8Array => {
  if (master.length !== MASTER_KEY_BYTES) {
    throw new RangeError(`a master key has ${String(MASTER_KEY_BYTES)} bytes, not ${String(master.length)}`);
  }
  return new Uint8Array(hkdfSync('sha256', master, new Uint8Array(0), `samehand/1/${purpose}`, MASTER_KEY_BYTES));
};

/** Encrypts `behaviour.db`. */
export const databaseKey = (master: Uint8Array): Uint8Array => derive(master, 'behaviour-database');

/** Encrypts `audit.db`. */
export const auditKey = (master: Uint8Array): Uint8Array => derive(master, 'audit-database');

/** Encrypts `access.db`. */
export const accessKey = (master: Uint8Array): Uint8Array => derive(master, 'access-database');

/** Hashes networks, so that nobody can tell from the database where a machine was. */
export const networkSecret = (master: Uint8Array): Uint8Array => derive(master, 'networks');

/**
 * Decides which key gets which slot. A new generation (counted from 1) makes digraph profiles of the old one useless:
 * this is how a template is revoked and renewed (ISO/IEC 24745).
 */
export const slotSecret = (master: Uint8Array, generation: number): Uint8Array => {
  if (!Number.isSafeInteger(generation) || generation < 1) {
    throw new RangeError(`generations are counted from 1, not ${String(generation)}`);
  }
  return derive(master, `key-slots/${String(generation)}`);
};
