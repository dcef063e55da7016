import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AuditEvent } from '../../contract/audit.ts';
import { unwrap } from '../../contract/result.ts';
import { connect, type Database } from '../store/database.ts';
import { openAuditLog, type AuditLog } from './audit-log.ts';

const KEY = new Uint8Array(32).fill(3);
const STARTED: AuditEvent = { kind: 'agent-started', body: { version: '0.1.0', platform: 'linux', mode: 'enforce' } };
const STOPPED: AuditEvent = { kind: 'agent-stopped', body: { reason: 'asked to' } };
const LOCKED: AuditEvent = { kind: 'session-locked', body: { by: 'the user' } };

let folder = '';
let path = '';
let nowMs = 0;
let log: AuditLog;
const open = (): AuditLog => unwrap(openAuditLog({ path, key: KEY, now: () => nowMs }));
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'samehand-audit-'));
  path = join(folder, 'audit.db');
  nowMs = Date.UTC(2026, 10, 21, 8, 30, 0, 999);
  log = open();
});
afterEach(() => {
  log.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('the audit log', () => {
  it('numbers records from 1, dates them to the second, and keeps them', () => {
    expect(log.append(STARTED)).toBe(2);
    nowMs += 1;
    expect(log.appendAll([STOPPED, LOCKED])).toEqual([3, 4]);
    expect(log.appendAll([])).toEqual([]);
    log.close();
    log = open();
    expect(log.append(LOCKED)).toBe(5);
    const { root } = log.key();
    const began = { kind: 'audit-chain-began', body: { chain: 0, root, why: 'new', message: '' } };
    expect(log.list()).toEqual([
      { seq: 1, at: '2026-11-21T08:30:00Z', ...began },
      { seq: 2, at: '2026-11-21T08:30:00Z', ...STARTED },
      { seq: 3, at: '2026-11-21T08:30:01Z', ...STOPPED },
      { seq: 4, at: '2026-11-21T08:30:01Z', ...LOCKED },
      { seq: 5, at: '2026-11-21T08:30:01Z', ...LOCKED },
    ]);
  });

  it('lists from a number on, so many, and of some kinds', () => {
    for (const event of [STARTED, LOCKED, STOPPED, LOCKED]) log.append(event);
    const seqs = (query: Parameters<AuditLog['list']>[0]): number[] => log.list(query).map(({ seq }) => seq);
    expect(seqs({ afterSeq: 3 })).toEqual([4, 5]);
    expect(seqs({ afterSeq: 1, limit: 1 })).toEqual([2]);
    expect(seqs({ kinds: ['session-locked', 'agent-started'], limit: 2 })).toEqual([2, 3]);
    expect(seqs({ kinds: ['session-locked'], afterSeq: 3 })).toEqual([5]);
    expect(seqs({ kinds: [] })).toEqual([]);
  });

  it('refuses an event that is not one, and writes nothing of it', () => {
    const wrong = { kind: 'agent-stopped', body: { reason: 'x', typed: 'secret' } } as unknown as AuditEvent;
    expect(() => log.append(wrong)).toThrow('Unrecognized key');
    expect(() => log.appendAll([STARTED, wrong])).toThrow('Unrecognized key');
    expect(log.list()).toHaveLength(1);
  });

  it('keeps bodies as canonical JSON', () => {
    log.append(STARTED);
    log.close();
    const db = unwrap(connect({ path, key: KEY, busyTimeoutMs: 0 }));
    const body = db.prepare('SELECT body FROM records WHERE seq = 2').pluck().get();
    db.close();
    log = open();
    expect(body).toBe('{"mode":"enforce","platform":"linux","version":"0.1.0"}');
  });

  describe('to whoever has its key', () => {
    let db: Database;
    beforeEach(() => {
      log.append(STARTED);
      log.append(STOPPED);
      db = unwrap(connect({ path, key: KEY, busyTimeoutMs: 0 }));
      db.pragma('recursive_triggers = OFF');
    });
    afterEach(() => {
      db.close();
    });

    it.each([
      "UPDATE records SET body = '{}'",
      'DELETE FROM records',
      'DELETE FROM records WHERE seq = 2',
      "INSERT OR REPLACE INTO records VALUES (2, '2026-11-21T08:30:00Z', 'agent-stopped', '{}', NULL)",
      "INSERT INTO records VALUES (1, 'x', 'x', '{}', NULL) ON CONFLICT DO UPDATE SET body = '{}'",
      'UPDATE seals SET seq = 1',
      'DELETE FROM seals',
      'INSERT OR REPLACE INTO seals SELECT chain, number, 1, at, link, key, next, signature FROM seals',
    ])('is append-only: %s', (sql) => {
      expect(() => db.exec(sql)).toThrow('the audit log is append-only');
      expect(log.list()).toHaveLength(3);
    });
  });

  it('is encrypted, and opened by its own key alone', () => {
    log.append({ kind: 'agent-stopped', body: { reason: 'a reason that nobody else would give' } });
    const files = [path, `${path}-wal`].map((file) => readFileSync(file));
    for (const bytes of files) expect(bytes.includes('a reason that nobody')).toBe(false);
    const other = openAuditLog({ path, key: new Uint8Array(32), now: () => nowMs });
    expect(other).toMatchObject({ ok: false, code: 'storage-unavailable' });
  });

  it('has a record on the disk when it has answered for it', () => {
    log.close();
    const script = `
      import { openAuditLog } from '${new URL('audit-log.ts', import.meta.url).href}';
      const { value: log } = openAuditLog({ path: ${JSON.stringify(path)}, key: new Uint8Array(32).fill(3), now: () => 0 });
      for (let row = 0; row < 10; row += 1) log.append({ kind: 'agent-stopped', body: { reason: 'killed' } });
      process.kill(process.pid, 'SIGKILL');`;
    expect(() => execFileSync(process.execPath, ['--input-type=module', '-e', script])).toThrow();
    log = open();
    expect(log.list().map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
  });
});
