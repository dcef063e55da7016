/** A million audit records: how soon the first page is there, how the pages after it are, and what all of them take. */
import { once } from 'node:events';
import { createReadStream, createWriteStream, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AUDIT_PAGE, auditFilterSchema, type AuditFilter } from '../../contract/audit-reading.ts';
import { auditPieces } from '../../main/audit/audit-export.ts';
import { openAuditLog } from '../../main/audit/audit-log.ts';
import { auditProofPieces } from '../../main/audit/audit-proof-pieces.ts';
import { linesOf } from '../../main/audit-proof/split-lines.ts';
import { verifyExport } from '../../main/audit-proof/verify-export.ts';
import type { AuditReading } from '../../main/audit/reading.ts';
import { startAuditReading } from '../../main/audit/reading-client.ts';
import { KEY, addSampleRecords, connectTo, sampleTime } from '../../main/audit/sample-log.fixture.ts';
import { sha256, verifySignature } from '../../main/audit/signing-key.ts';
import { walkRecords } from '../../main/audit/walk-records.ts';
import { unwrap } from '../../contract/result.ts';
import { createRandom } from '../../ml/random.ts';
import type { Benchmark, Measurement } from './benchmark.ts';
import { quantile } from './quantile.ts';

const RECORDS = 1_000_000;
const PAGES = 200;
const APPENDS = 300;
const MB = 1_024 * 1_024;
const OPEN = auditFilterSchema.parse({});
const SOURCE = { machine: 'machine-1', user: 'user-1', hostname: null, version: '1.0.0' };

const start = (path: string): AuditReading =>
  startAuditReading({ path, key: KEY, entry: new URL('../../dist/audit-worker.js', import.meta.url) });

const timed = async <T>(work: () => Promise<T>): Promise<{ readonly ms: number; readonly value: T }> => {
  const from = performance.now();
  const value = await work();
  return { ms: performance.now() - from, value };
};

const expectTotal = (what: string, total: number, expected: number): void => {
  if (total !== expected) throw new Error(`${what}: ${String(total)} records, not ${String(expected)}`);
};

/** A plain read of the file from the disk's cache: what no reader of it can be faster than. */
const floorMs = (path: string): number => {
  const from = performance.now();
  readFileSync(path);
  return performance.now() - from;
};

const measurePages = async (reading: AuditReading): Promise<number[]> => {
  const random = createRandom(1);
  const times: number[] = [];
  for (let page = 0; page < PAGES; page += 1) {
    const offset = Math.floor(random() * (RECORDS - AUDIT_PAGE));
    const { ms, value } = await timed(() => reading.query(OPEN, offset, AUDIT_PAGE));
    if (value.records[0]?.seq !== RECORDS - offset) throw new Error(`a wrong page at ${String(offset)}`);
    times.push(ms);
  }
  return times;
};

/** Pages asked for one after another while something else goes on. */
const measureDuring = async (reading: AuditReading, work: Promise<unknown>): Promise<number[]> => {
  const under = { way: true };
  const end = work.finally(() => (under.way = false));
  const times: number[] = [];
  while (under.way) {
    const offset = (times.length * AUDIT_PAGE) % (RECORDS - AUDIT_PAGE);
    times.push((await timed(() => reading.query(OPEN, offset, AUDIT_PAGE))).ms);
  }
  await end;
  return times;
};

/** Writes what comes to a file, and answers the most memory that was resident meanwhile, in bytes. */
const save = async (pieces: AsyncIterable<{ readonly text: string }>, path: string): Promise<number> => {
  let most = process.memoryUsage().rss;
  const to = createWriteStream(path);
  for await (const { text } of pieces) {
    if (!to.write(text)) await once(to, 'drain');
    most = Math.max(most, process.memoryUsage().rss);
  }
  to.end();
  await once(to, 'finish');
  return most;
};

/** Export, proof and verification of both, one after the other, as an auditor has them. */
const measureExport = async (reading: AuditReading, path: string): Promise<readonly Measurement[]> => {
  const log = unwrap(openAuditLog({ path, key: KEY, now: Date.now }));
  const [file, proofFile] = [`${path}.jsonl`, `${path}.jsonl.proof`];
  const claim = { filter: OPEN, format: 'jsonl', source: SOURCE } as const;
  const before = process.memoryUsage().rss;
  const exported = await timed(() =>
    save(auditPieces(reading, { ...claim, afterSeq: 0, upTo: RECORDS, total: RECORDS }), file),
  );
  const proved = await timed(() =>
    save(auditProofPieces({ reading, log, now: Date.now }, { ...claim, first: 1, last: RECORDS }), proofFile),
  );
  const { root } = log.key();
  log.close();
  const verified = await timed(() =>
    verifyExport({
      lines: linesOf(createReadStream(file)),
      proof: linesOf(createReadStream(proofFile)),
      root,
      sha256,
      verifySignature,
    }),
  );
  if (!verified.value.ok || verified.value.records !== RECORDS) throw new Error('the export is not proved');
  const most = Math.max(exported.value, proved.value);
  return [
    { name: 'export of them as JSON lines', value: exported.ms / 1_000, unit: 's' },
    { name: '… its proof', value: proved.ms / 1_000, unit: 's' },
    { name: '… both', value: (exported.ms + proved.ms) / 1_000, unit: 's', goal: { atMost: 60 } },
    { name: '… size of the export', value: statSync(file).size / MB, unit: 'MB' },
    { name: '… size of the proof', value: statSync(proofFile).size / MB, unit: 'MB' },
    { name: '… growth of resident memory', value: (most - before) / MB, unit: 'MB', goal: { atMost: 64 } },
    { name: '… verified by its proof', value: (RECORDS / verified.ms) * 1_000, unit: 'records/s' },
  ];
};

/** Nothing but reading all rows: what no verification can be faster than. */
const readRowsMs = (path: string): number => {
  const db = connectTo(path);
  const from = performance.now();
  let rows = 0;
  for (const stretch of walkRecords(db, 0, RECORDS)) rows += stretch.type === 'rows' ? stretch.rows.length : 0;
  expectTotal('all rows', rows, RECORDS);
  db.close();
  return performance.now() - from;
};

const measureAppends = (path: string): number[] => {
  const log = unwrap(openAuditLog({ path, key: KEY, now: Date.now }));
  const times = Array.from({ length: APPENDS }, () => {
    const from = performance.now();
    log.append({ kind: 'inactive', body: { idleSeconds: 60 } });
    return performance.now() - from;
  });
  log.close();
  return times;
};

const measure = async (path: string): Promise<readonly Measurement[]> => {
  const floor = floorMs(path);
  const reading = start(path);
  try {
    const first = await timed(() => reading.query(OPEN, 0, AUDIT_PAGE));
    expectTotal('the first page', first.value.total, RECORDS);
    const pages = await measurePages(reading);
    const search = (changes: Partial<AuditFilter>) =>
      timed(() => reading.query({ ...OPEN, ...changes }, 0, AUDIT_PAGE));
    const text = await search({ text: 'QUESTION 1234' });
    const kinds = await search({ kinds: ['decision', 'inactive'] });
    // In the place of the first is the record that the chain began.
    expectTotal('two kinds', kinds.value.total, (RECORDS / 5) * 2 - 1);
    const month = await search({ from: sampleTime(500_000), to: sampleTime(500_000 + 30 * 1_440) });
    expectTotal('a month', month.value.total, 30 * 1_440 + 1);
    const again = await timed(() => reading.query({ ...OPEN, text: 'QUESTION 1234' }, 100, AUDIT_PAGE));
    const duringSearch = await measureDuring(reading, reading.query({ ...OPEN, text: 'nowhere' }, 0, AUDIT_PAGE));
    const events = await timed(() => reading.between(['decision'], sampleTime(900_000), sampleTime(901_440), 2_000));
    let verifyMs = 0;
    const verification = timed(() => reading.verify(() => undefined, null)).then(({ ms, value }) => {
      if (!value.ok || value.records !== RECORDS) throw new Error('the log is damaged');
      verifyMs = ms;
    });
    const duringVerification = await measureDuring(reading, verification);
    // Alone, as its goal is meant; what it costs the pages meanwhile was measured above.
    const alone = await timed(() => reading.verify(() => undefined, null));
    const rows = readRowsMs(path);
    const exported = await measureExport(reading, path);
    return [
      {
        name: 'first page of a million records, from a cold worker',
        value: first.ms,
        unit: 'ms',
        goal: { atMost: 1_000 },
      },
      { name: '… file read once, for comparison', value: floor, unit: 'ms' },
      { name: `page anywhere, p50 of ${String(PAGES)}`, value: quantile(pages, 0.5), unit: 'ms' },
      { name: '… longest', value: Math.max(...pages), unit: 'ms', goal: { atMost: 50 } },
      { name: 'search for a text, to its first page', value: text.ms, unit: 'ms' },
      { name: '… its next page', value: again.ms, unit: 'ms' },
      { name: 'search for two kinds', value: kinds.ms, unit: 'ms' },
      { name: 'search for a month', value: month.ms, unit: 'ms' },
      { name: 'page during a search, p99', value: quantile(duringSearch, 0.99), unit: 'ms' },
      { name: '… longest', value: Math.max(...duringSearch), unit: 'ms' },
      { name: 'page during a verification, p99', value: quantile(duringVerification, 0.99), unit: 'ms' },
      { name: '… longest', value: Math.max(...duringVerification), unit: 'ms' },
      { name: "a day's decisions", value: events.ms, unit: 'ms' },
      { name: 'verification, with pages asked for', value: (RECORDS / verifyMs) * 1_000, unit: 'records/s' },
      { name: 'verification', value: (RECORDS / alone.ms) * 1_000, unit: 'records/s', goal: { atLeast: 200_000 } },
      { name: '… reading its rows alone, for comparison', value: (RECORDS / rows) * 1_000, unit: 'records/s' },
      { name: '… time of it to that of reading alone', value: alone.ms / rows, unit: 'times' },
      ...exported,
    ];
  } finally {
    await reading.close();
  }
};

export const bench: Benchmark = {
  name: 'audit-reading',
  run: async () => {
    const folder = mkdtempSync(join(tmpdir(), 'samehand-audit-reading-'));
    const path = join(folder, 'audit.db');
    try {
      addSampleRecords(path, 0, RECORDS);
      const read = await measure(path);
      const openingFrom = performance.now();
      unwrap(openAuditLog({ path, key: KEY, now: Date.now })).close();
      const openingMs = performance.now() - openingFrom;
      const appends = measureAppends(path);
      return [
        ...read,
        { name: 'size of the log', value: statSync(path).size / MB, unit: 'MB' },
        { name: 'the agent opening it, with the check of every page', value: openingMs, unit: 'ms' },
        { name: 'record appended to it, p50', value: quantile(appends, 0.5), unit: 'ms' },
        { name: '… p99', value: quantile(appends, 0.99), unit: 'ms' },
      ];
    } finally {
      rmSync(folder, { recursive: true });
    }
  },
};
