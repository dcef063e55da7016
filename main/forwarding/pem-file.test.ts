import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createAuthority, type Authority } from '../../tests/support/authority.ts';
import { readCertificates, readPrivateKey } from './pem-file.ts';

let folder = '';
let authority: Authority;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'samehand-pem-'));
  authority = await createAuthority('Test authority');
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const file = (text: string): string => {
  const path = join(folder, `${String(Math.abs(text.length))}.pem`);
  writeFileSync(path, text);
  return path;
};
const SETTING = 'forwarding.syslog.caFile';

describe('a file of certificates', () => {
  it('gives all that are in it, whatever stands around them', async () => {
    const both = `Issued for a test\n${authority.certificate}\n# and once more\n${authority.certificate}`;
    expect(await readCertificates(file(both), SETTING)).toEqual([
      authority.certificate.trim(),
      authority.certificate.trim(),
    ]);
  });

  it.each([
    ['', 'holds no certificate'],
    ['no certificate', 'holds no certificate'],
    ['-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n', 'holds a broken certificate'],
    ['x'.repeat(1_048_577), 'is too large'],
  ])('is refused: %#', async (text, what) => {
    await expect(readCertificates(file(text), SETTING)).rejects.toMatchObject({
      code: 'policy-invalid',
      message: `The file of "forwarding.syslog.caFile" in the policy ${what}. Check the setting and the file.`,
    });
  });

  it('is a file', async () => {
    await expect(readCertificates(folder, SETTING)).rejects.toThrow('is not a regular file');
    await expect(readCertificates(join(folder, 'none.pem'), SETTING)).rejects.toThrow('cannot be read (ENOENT)');
  });
});

describe('a file with a key', () => {
  it('gives it', async () => {
    expect(await readPrivateKey(file(authority.key), SETTING)).toBe(authority.key);
  });

  it('is refused where there is none that can be used, and nothing of it is said', async () => {
    for (const text of [authority.certificate, 'no key']) {
      await expect(readPrivateKey(file(text), SETTING)).rejects.toThrow(
        'holds no private key without a passphrase. Check the setting and the file.',
      );
    }
  });
});
