import { scryptSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { PASSPHRASE_HASH } from '../../contract/policy-access.ts';
import { hashPassphrase, matchesPassphrase } from './passphrase.ts';

const SALT = new Uint8Array(16).fill(1);
const PASSPHRASE = 'correct horse battery';

describe('a hash of a passphrase', () => {
  it('fits its passphrase and no other, and is of the contract’s form', async () => {
    const hash = await hashPassphrase(PASSPHRASE, SALT);
    expect(hash).toMatch(PASSPHRASE_HASH);
    expect(hash).not.toContain('horse');
    expect(await matchesPassphrase(PASSPHRASE, hash)).toBe(true);
    expect(await matchesPassphrase('correct horse batterz', hash)).toBe(false);
  });

  it('made with other parameters fits too', async () => {
    const salt = Buffer.alloc(18, 'salt');
    const expected = scryptSync('pleaseletmein', salt, 64, { N: 2 ** 14, r: 8, p: 1, maxmem: 2 ** 26 });
    const text = (bytes: Buffer): string => bytes.toString('base64').replaceAll('=', '');
    const hash = `$scrypt$ln=14,r=8,p=1$${text(salt)}$${text(expected)}`;
    expect(await matchesPassphrase('pleaseletmein', hash)).toBe(true);
    expect(await matchesPassphrase('Pleaseletmein', hash)).toBe(false);
  });

  it.each(['ln=1,r=1,p=4', 'ln=4,r=16,p=4'])('may be as cheap as %s', async (cost) => {
    const [ln = 0, r = 0, p = 0] = (cost.match(/\d+/g) ?? []).map(Number);
    const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64').replaceAll('=', '');
    const hash = `$scrypt$${cost}$${text(SALT)}$${text(scryptSync(PASSPHRASE, SALT, 32, { N: 2 ** ln, r, p }))}`;
    expect(await matchesPassphrase(PASSPHRASE, hash)).toBe(true);
    expect(await matchesPassphrase('another', hash)).toBe(false);
  });

  it('is of the letters, however a keyboard composes them', async () => {
    const hash = await hashPassphrase('Schlüssel ﬁnden', SALT);
    expect(await matchesPassphrase('Schlu\u0308ssel finden', hash)).toBe(true);
  });

  it.each([
    ['ln=24,r=8,p=1', 'too much memory'],
    ['ln=17,r=99,p=1', 'too many blocks'],
    ['ln=17,r=8,p=9', 'too many lanes'],
    ['ln=0,r=8,p=1', 'nothing'],
    ['ln=17,r=1,p=1', 'more rounds than there are blocks for'],
  ])('that asks for %s (%s) fits nothing', async (cost) => {
    const hash = (await hashPassphrase(PASSPHRASE, SALT)).replace('ln=17,r=8,p=1', cost);
    expect(await matchesPassphrase(PASSPHRASE, hash)).toBe(false);
  });

  it.each(['', 'nonsense', '$argon2id$v=19$m=1$c2FsdA$aGFzaA'])('of another kind (%j) fits nothing', async (hash) => {
    expect(await matchesPassphrase(PASSPHRASE, hash)).toBe(false);
  });
});
