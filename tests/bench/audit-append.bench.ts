/** The audit log's writer: records in batches, single urgent ones, opening a long log, and what a year of one takes. */
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { workingDay } from '../../build/fleet/working-day.ts';
import { auditEventSchema, type AuditEvent } from '../../contract/audit.ts';
import { unwrap } from '../../contract/result.ts';
import { canonicalJson } from '../../main/audit-proof/canonical-json.ts';
import { openAuditLog, type AuditLog } from '../../main/audit/audit-log.ts';
import { APPLICATION_ID, MIGRATIONS } from '../../main/audit/migrations/index.ts';
import { KEY, addSampleRecords } from '../../main/audit/sample-log.fixture.ts';
import { openDatabase } from '../../main/store/open-database.ts';
import type { Benchmark, Measurement } from './benchmark.ts';
import { quantile } from './quantile.ts';

const BATCH = 100;
const BATCHES = 300;
const SINGLE = 2_000;
const LONG = 1_000_000;
const MB = 1_024 * 1_024;

const decision = (index: number): AuditEvent => ({
  kind: 'decision',
  body: {
    decisionId: `d1f6c6f2-9a1c-4a3e-b1b5-${String(index).padStart(12, '0')}`,
    action: 'prompt',
    reason: 'below-prompt',
    withheld: null,
    trust: 41.25,
    modality: 'keyboard',
  },
});
const batch = (from: number): readonly AuditEvent[] => Array.from({ length: BATCH }, (_, at) => decision(from + at));

const perSecond = (count: number, work: () => void): number => {
  const from = performance.now();
  work();
  return (count / (performance.now() - from)) * 1_000;
};

const timesOf = (work: (index: number) => void): readonly number[] =>
  Array.from({ length: SINGLE }, (_, index) => {
    const from = performance.now();
    work(index);
    return performance.now() - from;
  });

/** The same rows into the same table with the same durability, and nothing that could prove anything. */
const openPlain = (
  path: string,
): { readonly add: (events: readonly AuditEvent[]) => void; readonly close: () => void } => {
  const db = unwrap(
    openDatabase({ path, key: KEY, synchronous: 'FULL', applicationId: APPLICATION_ID, migrations: MIGRATIONS }),
  );
  const insert = db.prepare('INSERT INTO records (at, kind, body) VALUES (?, ?, ?)');
  const addAll = db.transaction((events: readonly AuditEvent[]) => {
    for (const { kind, body } of events) {
      insert.run(new Date().toISOString().slice(0, 19) + 'Z', kind, canonicalJson(body));
    }
  });
  return { add: addAll, close: () => db.close() };
};

const measureAppends = (folder: string): readonly Measurement[] => {
  const log = unwrap(openAuditLog({ path: join(folder, 'audit.db'), key: KEY, now: Date.now }));
  const plain = openPlain(join(folder, 'plain.db'));
  const count = BATCH * BATCHES;
  const batches = (add: (events: readonly AuditEvent[]) => unknown) => (): void => {
    for (let index = 0; index < BATCHES; index += 1) add(batch(index * BATCH));
  };
  const plainRate = perSecond(count, batches(plain.add));
  const rate = perSecond(count, batches(log.appendAll));
  const plainTimes = timesOf((index) => plain.add([decision(index)]));
  const times = timesOf((index) => log.append(decision(index)));
  const sealTimes = Array.from({ length: 200 }, (_, index) => {
    log.append(decision(index));
    const from = performance.now();
    log.seal();
    return performance.now() - from;
  });
  log.close();
  plain.close();
  return [
    { name: `records in batches of ${String(BATCH)}`, value: rate, unit: 'records/s', goal: { atLeast: 2_000 } },
    { name: '… the same rows without chain, seals and head', value: plainRate, unit: 'records/s' },
    { name: 'single record, p50', value: quantile(times, 0.5), unit: 'ms' },
    { name: '… p99', value: quantile(times, 0.99), unit: 'ms', goal: { atMost: 10 } },
    { name: '… without chain, seals and head, p50', value: quantile(plainTimes, 0.5), unit: 'ms' },
    { name: '… p99', value: quantile(plainTimes, 0.99), unit: 'ms' },
    { name: 'seal, p50', value: quantile(sealTimes, 0.5), unit: 'ms' },
    { name: '… p99', value: quantile(sealTimes, 0.99), unit: 'ms' },
  ];
};

const opening = (path: string): number => {
  const from = performance.now();
  const log: AuditLog = unwrap(openAuditLog({ path, key: KEY, now: Date.now }));
  const ms = performance.now() - from;
  log.close();
  return ms;
};

const measureLong = (folder: string): readonly Measurement[] => {
  const path = join(folder, 'long.db');
  const rate = perSecond(LONG, () => {
    addSampleRecords(path, 0, LONG);
  });
  const ms = opening(path);
  const bytes = statSync(path).size;
  // As after a power cut: the head says nothing of an orderly end.
  rmSync(`${path}.head`);
  const uncheckedMs = opening(path);
  return [
    {
      name: 'a million records written by the log itself, 1,000 at a time, with a seal each',
      value: rate,
      unit: 'records/s',
    },
    { name: '… bytes for each, with indices, links and seals', value: bytes / LONG, unit: 'B' },
    { name: 'opening them', value: ms, unit: 'ms', goal: { atMost: 100 } },
    { name: '… with the check of every page, after a crash', value: uncheckedMs, unit: 'ms' },
  ];
};

const DAYS = 365;
const MOST_MB = 50;

/** Every day of a year is a working day, and every record so long after the one before that it has a seal of its own. */
const measureYear = (folder: string): readonly Measurement[] => {
  const path = join(folder, 'year.db');
  let nowMs = Date.UTC(2026, 0, 1);
  const log = unwrap(openAuditLog({ path, key: KEY, now: () => nowMs }));
  for (let day = 0; day < DAYS; day += 1) {
    for (const { kind, body } of workingDay(1)) {
      log.append(auditEventSchema.parse({ kind, body }));
      nowMs += 61_000;
      log.seal();
    }
  }
  const { records } = log.key();
  log.close();
  const megabytes = statSync(path).size / MB;
  return [
    { name: 'records of a year of working days, each with a seal of its own', value: records, unit: '' },
    { name: '… size of the log', value: megabytes, unit: 'MB', goal: { atMost: MOST_MB } },
    { name: '… records a day that make it 50 MB', value: (records / DAYS / megabytes) * MOST_MB, unit: '' },
  ];
};

export const bench: Benchmark = {
  name: 'audit-append',
  run: () => {
    const folder = mkdtempSync(join(tmpdir(), 'samehand-audit-append-'));
    try {
      return Promise.resolve([...measureAppends(folder), ...measureYear(folder), ...measureLong(folder)]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  },
};
