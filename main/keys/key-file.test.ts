import {
  chmodSync,
  chownSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { needs } from '../../tests/support/needs.ts';
import { createKeyFile, keyFilePath, readKeyFile } from './key-file.ts';

const KEY = new Uint8Array(32).fill(9);

let home = '';
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'samehand-key-'));
});
afterEach(() => {
  rmSync(home, { recursive: true, force: true });
});

const refusal = (): string => {
  const read = readKeyFile(home);
  if (read.ok) throw new Error('the key file was accepted');
  expect(read.code).toBe('key-unavailable');
  return read.message;
};

describe('the key file', () => {
  it('is not there at first, and gives back what it was made with, for its owner alone', () => {
    expect(readKeyFile(home)).toEqual({ ok: true, value: null });
    createKeyFile(home, KEY);
    expect(readKeyFile(home)).toEqual({ ok: true, value: KEY });
    expect(statSync(keyFilePath(home)).mode & 0o777).toBe(0o600);
  });

  it('is never written over', () => {
    createKeyFile(home, KEY);
    expect(() => {
      createKeyFile(home, new Uint8Array(32));
    }).toThrow('EEXIST');
    expect(readKeyFile(home)).toEqual({ ok: true, value: KEY });
  });

  it.each([0o640, 0o604, 0o620])('is refused with mode %o, and says what to do', (mode) => {
    createKeyFile(home, KEY);
    chmodSync(keyFilePath(home), mode);
    expect(refusal()).toContain(`Run "chmod 600 ${keyFilePath(home)}"`);
  });

  it('is refused as a symbolic link or a folder', () => {
    createKeyFile(home, KEY);
    renameSync(keyFilePath(home), join(home, 'elsewhere'));
    symlinkSync(join(home, 'elsewhere'), keyFilePath(home));
    expect(refusal()).toContain('is a symbolic link');
    rmSync(keyFilePath(home));
    mkdirSync(keyFilePath(home));
    expect(refusal()).toContain('is not a file');
  });

  it('is refused as the file of another user', (ctx) => {
    needs(ctx, 'root');
    createKeyFile(home, KEY);
    chownSync(keyFilePath(home), 65_534, 65_534);
    expect(refusal()).toContain('belongs to another user');
  });

  it('is refused when damaged', () => {
    createKeyFile(home, KEY);
    writeFileSync(keyFilePath(home), readFileSync(keyFilePath(home), 'utf8').slice(2));
    expect(refusal()).toContain('is damaged');
  });
});
