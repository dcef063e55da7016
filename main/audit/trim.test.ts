import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { unwrap } from '../../contract/result.ts';
import { openAuditLog, type AuditLog } from './audit-log.ts';
import { chainFaults } from './check-chain.fixture.ts';
import { KEY, addSampleRecords, connectTo, sampleTime } from './sample-log.fixture.ts';

const RECORDS = 5_500;
const ALL = Number.MAX_SAFE_INTEGER;

let folder = '';
let path = '';
let log: AuditLog;
const open = (): AuditLog => unwrap(openAuditLog({ path, key: KEY, now: () => Date.UTC(2026, 0, 1) }));
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'samehand-trim-'));
  path = join(folder, 'audit.db');
  // Sealed at 1,000, 2,000, 3,000, 4,000, 5,000 and 5,500.
  addSampleRecords(path, 0, RECORDS);
  log = open();
});
afterEach(() => {
  log.close();
  rmSync(folder, { recursive: true });
});

const firstSeq = (): number => log.list({ limit: 1 })[0]?.seq ?? 0;
const trimmed = () => log.list({ kinds: ['audit-trimmed'] }).map(({ seq, body }) => ({ seq, ...body }));
const old = (records: number) => ({ olderThan: sampleTime(records), mostBytes: ALL, keepAfter: ALL });

describe('trimming the log', () => {
  it('removes stretches that were sealed before a time, and says so in the log', () => {
    expect(log.trim(old(999))).toBe(0);
    expect(trimmed()).toEqual([]);
    // The seal of the third thousand is of this time.
    expect(log.trim(old(3_000))).toBe(2_000);
    expect(firstSeq()).toBe(2_001);
    expect(trimmed()).toEqual([{ seq: RECORDS + 1, upTo: 2_000, records: 2_000, olderThan: sampleTime(3_000) }]);
    expect(log.trim(old(3_000))).toBe(0);
    expect(log.trim(old(3_001))).toBe(1_000);
    expect(firstSeq()).toBe(3_001);
    log.close();
    expect(chainFaults(path, KEY)).toEqual([]);
    log = open();
    expect(log.append({ kind: 'inactive', body: { idleSeconds: 1 } })).toBe(RECORDS + 3);
  });

  it('keeps what is still needed elsewhere', () => {
    expect(log.trim({ ...old(RECORDS), keepAfter: 1_999 })).toBe(1_000);
    expect(log.trim({ ...old(RECORDS), keepAfter: 1_999 })).toBe(0);
    expect(log.trim({ ...old(RECORDS), mostBytes: 0, keepAfter: 1_999 })).toBe(0);
  });

  it('keeps what is not sealed', () => {
    log.append({ kind: 'inactive', body: { idleSeconds: 1 } });
    const rule = { olderThan: '2030-01-01T00:00:00Z', mostBytes: ALL, keepAfter: ALL };
    expect([log.trim(rule), log.trim(rule), log.trim(rule)]).toEqual([5_000, 500, 0]);
    expect(firstSeq()).toBe(RECORDS + 1);
  });

  it('removes the oldest of what takes too much room, and no more', () => {
    const bytes = (): number => {
      const db = connectTo(path);
      const pragma = (name: string): number => db.pragma(name, { simple: true }) as number;
      const used = (pragma('page_count') - pragma('freelist_count')) * pragma('page_size');
      db.close();
      return used;
    };
    const mostBytes = Math.round(bytes() * 0.7);
    const removed = log.trim({ olderThan: sampleTime(0), mostBytes, keepAfter: ALL });
    expect(removed).toBe(2_000);
    expect(bytes()).toBeLessThanOrEqual(mostBytes);
    expect(trimmed()).toMatchObject([{ upTo: 2_000, olderThan: sampleTime(2_000) }]);
    expect(log.trim({ olderThan: sampleTime(0), mostBytes, keepAfter: ALL })).toBe(0);
  });

  it('does not let a clock that was wrong once take what is young', () => {
    log.close();
    const wrong = unwrap(openAuditLog({ path, key: KEY, now: () => 0 }));
    wrong.append({ kind: 'inactive', body: { idleSeconds: 1 } });
    wrong.close();
    log = open();
    expect(log.trim(old(1_500))).toBe(1_000);
    expect(firstSeq()).toBe(1_001);
  });

  it('takes not all at once from a long log', () => {
    const rule = { olderThan: '2026-01-01T00:00:00Z', mostBytes: 0, keepAfter: ALL };
    expect([log.trim(rule), log.trim(rule), log.trim(rule)]).toEqual([5_000, 500, 0]);
    log.close();
    expect(chainFaults(path, KEY)).toEqual([]);
    log = open();
  });

  it('lets nobody remove more than the log says', () => {
    log.trim(old(3_000));
    const db = connectTo(path);
    expect(() => db.exec('DELETE FROM records WHERE seq = 2001')).toThrow('append-only');
    db.close();
  });
});
