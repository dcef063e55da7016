/** Audit logs of any length, and ways to damage them, for tests and benchmarks. */
import { readFileSync, writeFileSync } from 'node:fs';
import type { AuditEvent } from '../../contract/audit.ts';
import { unwrap } from '../../contract/result.ts';
import { connect, type Database } from '../store/database.ts';
import { openAuditLog } from './audit-log.ts';

export const KEY = new Uint8Array(32).fill(3);

const FIRST_MS = Date.UTC(2024, 0, 1);
const MINUTE_MS = 60_000;
const PAGE_BYTES = 4_096;

/** Record `index` of a log: kinds take turns, and the text of some has its number in it. */
const sampleEvent = (index: number): AuditEvent => {
  const decisionId = `decision-${String(index)}`;
  switch (index % 5) {
    case 0:
      return {
        kind: 'decision',
        body: {
          decisionId,
          action: 'prompt',
          reason: 'below-prompt',
          withheld: null,
          trust: index % 100,
          modality: 'keyboard',
        },
      };
    case 1:
      return { kind: 'action-intended', body: { decisionId, action: 'prompt' } };
    case 2:
      return {
        kind: 'action-done',
        body: {
          decisionId,
          action: 'prompt',
          ok: true,
          method: 'window',
          message: `Question ${String(index)} put.`,
        },
      };
    case 3:
      return { kind: 'inactive', body: { idleSeconds: index % 1_000 } };
    default:
      return { kind: 'session-unlocked', body: { by: 'ÄNNE "Ü"' } };
  }
};

/** When record `index` was written: one a minute. */
export const sampleTime = (index: number): string =>
  new Date(FIRST_MS + index * MINUTE_MS).toISOString().replace('.000Z', 'Z');

/** Opens a log for changing it by SQL, as whoever has the key could. */
export const connectTo = (path: string, key: Uint8Array = KEY): Database =>
  unwrap(connect({ path, key, busyTimeoutMs: 5_000 }));

/** A seal at the end of each, as the agent makes them. */
const BATCH = 1_000;

/**
 * Adds valid records, from number `from` (0: the first) on, through the log's own writer. In the place of the first of a
 * new log is the record that its chain began.
 */
export const addSampleRecords = (path: string, from: number, count: number, key: Uint8Array = KEY): void => {
  let index = from;
  const now = (): number => {
    const ms = FIRST_MS + index * MINUTE_MS;
    index += 1;
    return ms;
  };
  const log = unwrap(openAuditLog({ path, key, now }));
  const end = from + count;
  // Numbers are counted from 1, samples from 0; the time of a seal was asked for as well.
  for (index = log.key().lastSeq; index < end; index = log.key().lastSeq) {
    const length = Math.min(BATCH - (index % BATCH), end - index);
    log.appendAll(Array.from({ length }, (_, offset) => sampleEvent(index + offset)));
  }
  log.close();
};

/** Changes the log by SQL that its triggers and checks would not let through. */
export const tamper = (path: string, sql: string): void => {
  const db = connectTo(path);
  db.unsafeMode(true);
  db.pragma('ignore_check_constraints = ON');
  for (const table of ['records', 'seals']) {
    for (const kind of ['update', 'delete', 'replace']) db.exec(`DROP TRIGGER IF EXISTS ${table}_keep_${kind}`);
  }
  db.exec(sql);
  db.close();
};

/** Overwrites some bytes of a page (from 1) of a log that nobody has open. */
const damagePage = (path: string, page: number): void => {
  const bytes = readFileSync(path);
  bytes.fill(0xa5, (page - 1) * PAGE_BYTES + 1_000, (page - 1) * PAGE_BYTES + 1_010);
  writeFileSync(path, bytes);
};

const isReadable = (path: string, seq: number): boolean => {
  const db = connectTo(path);
  try {
    return db.prepare('SELECT body FROM records NOT INDEXED WHERE seq = ?').get(seq) !== undefined;
  } catch {
    return false;
  } finally {
    db.close();
  }
};

/** Damages the page that record `seq` is on, but not that of record `other`. */
export const damageRecord = (path: string, seq: number, other: number): void => {
  const whole = readFileSync(path);
  for (let page = 2; page <= whole.length / PAGE_BYTES; page += 1) {
    damagePage(path, page);
    if (!isReadable(path, seq) && isReadable(path, other)) return;
    writeFileSync(path, whole);
  }
  throw new Error(`no page holds record ${String(seq)} alone`);
};
