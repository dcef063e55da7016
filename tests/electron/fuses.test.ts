import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readFuses } from './fuses.ts';

const SENTINEL = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';
const folder = mkdtempSync(join(tmpdir(), 'samehand-fuses-'));
afterAll(() => rmSync(folder, { recursive: true }));

const binaryWith = (name: string, text: string): string => {
  const path = join(folder, name);
  writeFileSync(path, Buffer.from(text, 'latin1'));
  return path;
};

describe('the fuses of a binary', () => {
  it('are read where they stand', () => {
    const binary = binaryWith('some', `code\0${SENTINEL}\x01\x0901001101r and more code`);
    expect(readFuses(binary)).toEqual({
      runAsNode: false,
      enableCookieEncryption: true,
      enableNodeOptionsEnvironmentVariable: false,
      enableNodeCliInspectArguments: false,
      enableEmbeddedAsarIntegrityValidation: true,
      onlyLoadAppFromAsar: true,
      loadBrowserProcessSpecificV8Snapshot: false,
      grantFileProtocolExtraPrivileges: true,
    });
  });

  it.each([
    ['none', 'code without any'],
    ['another version', `${SENTINEL}\x02\x0801001101`],
    ['too few', `${SENTINEL}\x01\x0301001101`],
  ])('are not guessed: %s', (name, text) => {
    expect(() => readFuses(binaryWith(name.replaceAll(' ', '-'), text))).toThrow('has no fuses');
  });
});
