import fc from 'fast-check';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openHeadFile, readHead, type HeadFile } from './head-file.ts';
import { HEAD_FAULTS, SLOT_BYTES, headKey, openSlot, sealSlot, type Head } from './head-slot.ts';

const KEY = new Uint8Array(32).fill(3);
const head = (seq: number): Head => ({
  seq,
  link: new Uint8Array(32).fill(seq),
  given: seq,
  chain: 0,
  number: 1,
  seed: new Uint8Array(32).fill(seq + 100),
  fault: null,
  isClosed: false,
});

let folder = '';
let path = '';
let file: HeadFile;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'samehand-head-'));
  path = join(folder, 'audit.db.head');
  file = openHeadFile(path, KEY, 0, randomBytes);
});
afterEach(() => {
  file.close();
  rmSync(folder, { recursive: true });
});

const found = () => readHead(path, KEY);
/** Overwrites some bytes of one of the two places. */
const damage = (slot: 0 | 1, bytes = 3): void => {
  const whole = readFileSync(path);
  whole.fill(0xa5, slot * 4_096 + 30, slot * 4_096 + 30 + bytes);
  writeFileSync(path, whole);
};

describe('the head file', () => {
  it('says what was written last, to its owner alone', () => {
    expect(found()).toEqual({ kind: 'none' });
    for (const seq of [1, 2, 3]) {
      file.write(head(seq));
      expect(found()).toEqual({ kind: 'read', head: head(seq), counter: seq });
    }
    if (process.platform !== 'win32') expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(statSync(path).size).toBe(4_096 + SLOT_BYTES);
  });

  it('goes on counting where it was closed', () => {
    file.write(head(1));
    file.close();
    file = openHeadFile(path, KEY, 1, randomBytes);
    file.write(head(2));
    expect(found()).toEqual({ kind: 'read', head: head(2), counter: 2 });
  });

  it('says what was written before, where a power cut spoilt the last writing', () => {
    file.write(head(1));
    file.write(head(2));
    damage(0);
    expect(found()).toMatchObject({ head: { seq: 1 } });
    damage(1);
    expect(found()).toEqual({ kind: 'unreadable' });
  });

  it('is not there before anything was written to it, however it was made', () => {
    writeFileSync(path, new Uint8Array(4_096 + SLOT_BYTES));
    expect(found()).toEqual({ kind: 'none' });
    writeFileSync(path, 'x');
    expect(found()).toEqual({ kind: 'unreadable' });
  });

  it('cannot be read with another key', () => {
    file.write(head(1));
    expect(readHead(path, new Uint8Array(32))).toEqual({ kind: 'unreadable' });
  });

  it('forgets what it was when it is overwritten', () => {
    file.write(head(1));
    file.write(head(2));
    file.overwrite(head(3));
    const bytes = readFileSync(path);
    const slots = [0, 4_096].map((place) => openSlot(bytes.subarray(place, place + SLOT_BYTES), headKey(KEY)));
    expect(slots.map((slot) => slot?.head.seq)).toEqual([3, 3]);
  });

  it('says what to do when it cannot be written', () => {
    const nowhere = openHeadFile(join(folder, 'none', 'head'), KEY, 0, randomBytes);
    expect(() => {
      nowhere.write(head(1));
    }).toThrow('Check the disk');
  });
});

describe('a slot of it', () => {
  const bytes32 = fc.uint8Array({ minLength: 32, maxLength: 32 });
  const number = fc.nat({ max: 2 ** 48 - 1 });
  const heads: fc.Arbitrary<Head> = fc.record({
    seq: number,
    link: bytes32,
    given: number,
    chain: number,
    number,
    seed: bytes32,
    fault: fc.constantFrom(null, ...HEAD_FAULTS),
    isClosed: fc.boolean(),
  });

  it('gives back what was put in, and nothing once a bit is another', () => {
    fc.assert(
      fc.property(heads, number, fc.nat({ max: SLOT_BYTES * 8 - 1 }), (content, counter, bit) => {
        const bytes = sealSlot({ counter, head: content }, headKey(KEY), randomBytes(12));
        expect(bytes).toHaveLength(SLOT_BYTES);
        expect(openSlot(bytes, headKey(KEY))).toEqual({ counter, head: content });
        bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        expect(openSlot(bytes, headKey(KEY))).toBeNull();
      }),
    );
  });
});
