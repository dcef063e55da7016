import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AuditKey } from '../../../../contract/audit-proof.ts';
import { keyLines } from './key-lines.ts';
import { parseKeptKey, readKeptKey } from './kept-key.ts';

// The last letter has bits that must be 0.
const key = (letter: string): string => `ed25519:${letter.repeat(42)}A=`;
const LINK = `${'L'.repeat(42)}A=`;
const PRINTED: AuditKey = {
  root: key('B'),
  chain: 1,
  former: [key('A')],
  records: 9,
  lastSeq: 12,
  sealedSeq: 10,
  link: LINK,
};
const KEPT = { keys: [key('A'), key('B')], place: { seq: 12, link: LINK } };

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'samehand-key-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

describe('the key that was kept', () => {
  it.each([
    ['JSON', JSON.stringify(PRINTED, null, 2)],
    ['what people read', keyLines(PRINTED).join('\n')],
    ['what people read, with the line ends of Windows', keyLines(PRINTED).join('\r\n')],
  ])('is read from a file with %s, with the keys of chains before it and the last link', async (_, text) => {
    const path = join(folder, 'key.txt');
    writeFileSync(path, text);
    const { keys, place } = await readKeptKey(path);
    expect([...keys].sort()).toEqual(KEPT.keys);
    expect(place).toEqual(KEPT.place);
  });

  it('may be the key alone, given or in a file', async () => {
    const path = join(folder, 'key.txt');
    writeFileSync(path, `${key('C')}\n`);
    const alone = { keys: [key('C')], place: null };
    expect(await readKeptKey(key('C'))).toEqual(alone);
    expect(await readKeptKey(path)).toEqual(alone);
  });

  it('of an empty log has no place', () => {
    expect(parseKeptKey(JSON.stringify({ ...PRINTED, lastSeq: 0 }))?.place).toBeNull();
  });

  it('that is none is told from a file that is not there', async () => {
    const path = join(folder, 'other.txt');
    writeFileSync(path, 'nothing of the kind');
    await expect(readKeptKey(path)).rejects.toThrow('has no key in it');
    await expect(readKeptKey(join(folder, 'nowhere'))).rejects.toThrow('neither a key nor a file');
    await expect(readKeptKey('ed25519:AAAA')).rejects.toThrow('is not a whole key');
  });
});
