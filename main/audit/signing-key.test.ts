import { describe, expect, it } from 'vitest';
import { nextSeed, rootKeyText, sha256, signingKey, verifySignature } from './signing-key.ts';

const hex = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'hex'));
const message = Buffer.from('a seal');

describe('a signing key', () => {
  it('is that of RFC 8032, section 7.1', () => {
    const { publicKey, sign } = signingKey(hex('c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7'));
    expect(publicKey).toEqual(hex('fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025'));
    expect(sign(hex('af82'))).toEqual(
      hex(
        '6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a',
      ),
    );
  });

  it('verifies what it signed, and nothing else', () => {
    const { publicKey, sign } = signingKey(new Uint8Array(32).fill(1));
    const signature = sign(message);
    expect(verifySignature(publicKey, message, signature)).toBe(true);
    expect(verifySignature(publicKey, Buffer.from('a seam'), signature)).toBe(false);
    expect(verifySignature(signingKey(new Uint8Array(32)).publicKey, message, signature)).toBe(false);
    expect(verifySignature(publicKey, message, signature.subarray(1))).toBe(false);
    expect(verifySignature(publicKey.subarray(1), message, signature)).toBe(false);
  });

  it('is followed by one that is made of it by a hash', () => {
    const seed = new Uint8Array(32).fill(7);
    const digest = sha256(Buffer.concat([Buffer.from('samehand-audit-key-1\n'), seed]));
    expect(Buffer.from(nextSeed(seed))).toEqual(Buffer.from(digest));
    expect(seed).toEqual(new Uint8Array(32).fill(7));
  });

  it('is shown as auditors keep it', () => {
    expect(rootKeyText(new Uint8Array(32))).toBe(`ed25519:${'A'.repeat(43)}=`);
  });
});
