import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AuditEvent } from '../../contract/audit.ts';
import { unwrap } from '../../contract/result.ts';
import { IN_MEMORY } from '../store/database.ts';
import { openAuditLog, type AuditLog } from './audit-log.ts';
import { chainFaults } from './check-chain.fixture.ts';
import { headPath } from './head-file.ts';
import { SLOT_BYTES, headKey, openSlot } from './head-slot.ts';
import { KEY, connectTo } from './sample-log.fixture.ts';
import { nextSeed, rootKeyText, signingKey, verifySignature } from './signing-key.ts';

const EVENT: AuditEvent = { kind: 'inactive', body: { idleSeconds: 60 } };
const SEED = new Uint8Array(32).fill(9);

let folder = '';
let path = '';
let timers: (() => void)[] = [];
let log: AuditLog;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'samehand-sealing-'));
  path = join(folder, 'audit.db');
  timers = [];
  let drawn = 0;
  log = unwrap(
    openAuditLog({
      path,
      key: KEY,
      now: () => Date.UTC(2026, 10, 21),
      // The first are the seed of the first key, all others nonces.
      randomBytes: (length) => {
        drawn += 1;
        return drawn === 1 ? SEED.slice() : Buffer.alloc(length, String(drawn));
      },
      schedule: (callback) => {
        timers.push(callback);
        return () => {
          timers = timers.filter((other) => other !== callback);
        };
      },
    }),
  );
});
afterEach(() => {
  log.close();
  rmSync(folder, { recursive: true });
});

/** The seeds of the first keys of the chain, in their order. */
const seeds = (count: number): readonly Uint8Array[] => {
  const all: Uint8Array[] = [SEED];
  while (all.length < count) all.push(nextSeed(all.at(-1) ?? SEED));
  return all;
};

describe('sealing', () => {
  it('signs all records up to the last, at the latest when there are a thousand', () => {
    expect(log.key()).toMatchObject({ lastSeq: 1, sealedSeq: 0 });
    log.seal();
    expect(log.key()).toMatchObject({ lastSeq: 1, sealedSeq: 1 });
    log.appendAll(Array.from({ length: 999 }, () => EVENT));
    expect(log.key()).toMatchObject({ lastSeq: 1_000, sealedSeq: 1 });
    log.append(EVENT);
    expect(log.key()).toMatchObject({ lastSeq: 1_001, sealedSeq: 1_001 });
    log.seal();
    log.close();
    const db = connectTo(path);
    expect(db.prepare('SELECT number, seq FROM seals').all()).toEqual([
      { number: 0, seq: 0 },
      { number: 1, seq: 1 },
      { number: 2, seq: 1_001 },
    ]);
    db.close();
    expect(chainFaults(path, KEY)).toEqual([]);
  });

  it('happens after a while, and at the end', () => {
    log.append(EVENT);
    expect(timers).toHaveLength(1);
    timers[0]?.();
    expect(log.key()).toMatchObject({ lastSeq: 2, sealedSeq: 2 });
    log.append(EVENT);
    log.close();
    expect(timers).toHaveLength(1);
    log = unwrap(openAuditLog({ path, key: KEY, now: () => 0 }));
    expect(log.key()).toMatchObject({ lastSeq: 3, sealedSeq: 3 });
  });

  it('leaves no key behind that has signed', () => {
    const SEALS = 5;
    for (let sealed = 1; sealed < SEALS; sealed += 1) {
      log.append(EVENT);
      log.seal();
      const current = seeds(sealed + 2).at(-1);
      const head = readFileSync(headPath(path));
      for (const place of [0, 4_096]) {
        const slot = openSlot(head.subarray(place, place + SLOT_BYTES), headKey(KEY));
        expect(slot?.head).toMatchObject({ number: sealed + 1, seed: current });
      }
    }
    const used = seeds(SEALS + 1);
    for (const name of readdirSync(folder)) {
      const bytes = readFileSync(join(folder, name));
      for (const seed of used) expect(bytes.includes(Buffer.from(seed))).toBe(false);
    }
    const db = connectTo(path);
    const rows = [...db.prepare('SELECT * FROM seals').raw().all(), ...db.prepare('SELECT * FROM records').raw().all()];
    db.close();
    const blobs = rows.flat().filter((value) => value instanceof Uint8Array);
    expect(blobs.length).toBeGreaterThan(4 * SEALS);
    for (const blob of blobs) for (const seed of used) expect(Buffer.compare(blob, seed)).not.toBe(0);
  });

  it('lends the key of the next seal for something else', () => {
    const message = Buffer.from('an export');
    log.seal();
    const { key, signature } = log.sign(message);
    expect(verifySignature(key, message, signature)).toBe(true);
    const next = seeds(3).at(-1) ?? SEED;
    expect(key).toEqual(signingKey(next).publicKey);
    expect(log.key().root).toBe(rootKeyText(signingKey(SEED).publicKey));
  });

  it('is done in memory as well, where nothing is announced', () => {
    const small = unwrap(openAuditLog({ path: IN_MEMORY, key: null, now: () => 0 }));
    expect(small.append(EVENT)).toBe(1);
    small.seal();
    expect(small.key()).toMatchObject({ chain: 0, records: 1, lastSeq: 1, sealedSeq: 1 });
    small.close();
  });
});
