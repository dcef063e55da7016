import { describe, expect, it } from 'vitest';
import { accessKey, auditKey, databaseKey, networkSecret, slotSecret } from './derive.ts';

const MASTER = Uint8Array.from({ length: 32 }, (_, index) => index);
const hex = (key: Uint8Array): string => Buffer.from(key).toString('hex');

describe('derived keys', () => {
  // Computed apart from this code, from the definition of HKDF (RFC 5869) with HMAC: a change makes data unreadable.
  it('stay what they were', () => {
    expect(hex(databaseKey(MASTER))).toBe('b3c2863f9d11bb961b718cb612b5f500ab85da555ebdf22fe105fa8fee3a9a17');
    expect(hex(auditKey(MASTER))).toBe('cdd4eb9555c239da9c35536e2c013a65c466dfcb10e0bf8094bba0f8663af658');
    expect(hex(accessKey(MASTER))).toBe('a7c777eb50d7ebb6131c08c5e06c91dce3b7fd6f9a0edadb3a9e9203023101de');
    expect(hex(networkSecret(MASTER))).toBe('18bfa87bf6849601b3f05269cf7502445f69d475d8370cc2fad77fc9be836b50');
    expect(hex(slotSecret(MASTER, 1))).toBe('efa9076d2e051ae7838a79ccc5d8226564a8f63843a3a540f45690c3dec8817c');
  });

  it('differ by purpose and by generation', () => {
    const keys = [databaseKey(MASTER), auditKey(MASTER), slotSecret(MASTER, 1), slotSecret(MASTER, 2)].map(hex);
    expect(new Set(keys).size).toBe(4);
  });

  it('need a whole master key and a generation from 1', () => {
    expect(() => databaseKey(MASTER.subarray(1))).toThrow('a master key has 32 bytes, not 31');
    expect(() => slotSecret(MASTER, 0)).toThrow('generations are counted from 1, not 0');
    expect(() => slotSecret(MASTER, 1.5)).toThrow('generations are counted from 1, not 1.5');
  });
});
