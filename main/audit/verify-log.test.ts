import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { auditVerificationSchema, type AuditVerification } from '../../contract/audit-reading.ts';
import { unwrap } from '../../contract/result.ts';
import { openDatabase } from '../store/open-database.ts';
import { KEY, addSampleRecords, connectTo, damageRecord, sampleTime, tamper } from './sample-log.fixture.ts';
import { openAuditLog } from './audit-log.ts';
import { headPath, readHead } from './head-file.ts';
import { APPLICATION_ID, MIGRATIONS } from './migrations/index.ts';
import { verifyLog, type VerificationProgress } from './verify-log.ts';

const RECORDS = 3_500;

let folder = '';
let path = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'samehand-verify-'));
  path = join(folder, 'audit.db');
  addSampleRecords(path, 0, RECORDS);
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const verify = (progress: VerificationProgress[] = []): AuditVerification => {
  const db = connectTo(path);
  try {
    const steps = verifyLog(db, { head: readHead(headPath(path), KEY), anchor: null });
    for (;;) {
      const step = steps.next();
      if (step.done === true) return auditVerificationSchema.parse(step.value);
      progress.push(step.value);
    }
  } finally {
    db.close();
  }
};
const found = ({ faults }: AuditVerification): [number, string][] => faults.map(({ seq, fault }) => [seq, fault]);

describe('a verification', () => {
  it('finds nothing in a log as it was written, and tells how far it is', () => {
    const progress: VerificationProgress[] = [];
    expect(verify(progress)).toEqual({
      ok: true,
      records: RECORDS,
      firstSeq: 1,
      lastSeq: RECORDS,
      faults: [],
      faultCount: 0,
      seals: 5,
      sealedSeq: RECORDS,
      root: expect.stringMatching(/^ed25519:/),
    });
    expect(progress.map(({ done }) => done)).toEqual([0, 1_000, 2_000, 3_000, RECORDS]);
    expect(new Set(progress.map(({ total }) => total))).toEqual(new Set([RECORDS]));
  });

  it('finds nothing in a new log', () => {
    for (const suffix of ['', '.head']) rmSync(path + suffix);
    addSampleRecords(path, 0, 0);
    expect(verify()).toMatchObject({ ok: true, records: 1, firstSeq: 1, lastSeq: 1, seals: 1 });
  });

  it('finds records that were removed: the first, some, and the last', () => {
    tamper(path, `DELETE FROM records WHERE seq IN (1, 50, 51, 52, ${String(RECORDS)})`);
    const result = verify();
    expect(found(result)).toEqual([
      [1, 'missing'],
      [50, 'missing'],
      [3_001, 'seal'],
      [RECORDS, 'truncated'],
    ]);
    expect(result.faults.map(({ message }) => message)).toEqual([
      'Record 1 is missing. Record 2 cannot be proved without what was before it.',
      'Records 50 to 52 are missing. Record 53 cannot be proved without what was before it.',
      'Records 3001 to 3500 cannot be proved: the last of them, which is signed, cannot be read.',
      `The log ends too early: record ${String(RECORDS)} had been written.`,
    ]);
    expect(result).toMatchObject({ ok: false, records: RECORDS - 5, firstSeq: 2, lastSeq: RECORDS - 1, faultCount: 4 });
  });

  it('finds all of them removed', () => {
    tamper(path, 'DELETE FROM records');
    expect(verify()).toMatchObject({
      ok: false,
      records: 0,
      faults: [{ seq: 1, lastSeq: RECORDS, fault: 'truncated' }],
    });
  });

  it.each([
    ['no JSON', `UPDATE records SET body = '{"by"' WHERE seq = 5`, ['link', 'malformed']],
    ['no object', `UPDATE records SET body = '[]' WHERE seq = 5`, ['link', 'malformed']],
    ['another value', `UPDATE records SET body = '{"by":"x"}' WHERE seq = 5`, ['link']],
    ['white space', `UPDATE records SET body = replace(body, ':', ': ') WHERE seq = 5`, ['link']],
    ['another kind', `UPDATE records SET kind = 'session-locked' WHERE seq = 5`, ['link']],
    ['no time', `UPDATE records SET at = '' WHERE seq = 5`, ['link', 'malformed']],
    ['a time that is none', `UPDATE records SET at = '2024-13-01T00:00:00Z' WHERE seq = 5`, ['link', 'malformed']],
    ['an earlier time', `UPDATE records SET at = '${sampleTime(2)}' WHERE seq = 5`, ['link', 'order']],
    ['no link', `UPDATE records SET link = NULL WHERE seq = 5`, ['link']],
    ['another link', `UPDATE records SET link = zeroblob(32) WHERE seq = 5`, ['link']],
    ['a link of another length', `UPDATE records SET link = zeroblob(33) WHERE seq = 5`, ['link']],
  ])('finds a record with %s, and that alone', (_, sql, kinds) => {
    tamper(path, sql);
    const result = verify();
    // SQLite's own check names some of them too.
    const faults = result.faults.filter(({ fault }) => fault !== 'database');
    expect(faults.map(({ seq, fault }) => [seq, fault])).toEqual(kinds.map((kind) => [5, kind]));
    expect(faults[0]?.message).toContain('Record 5');
    expect(result.records).toBe(RECORDS);
  });

  it('says of a record earlier than the one before what that may mean', () => {
    tamper(path, `UPDATE records SET at = '${sampleTime(2)}' WHERE seq = 5`);
    expect(verify().faults[1]?.message).toContain('the clock was set back, or one of them was changed');
  });

  it('finds numbers that are never given out', () => {
    tamper(
      path,
      `INSERT INTO records VALUES (-1, '${sampleTime(0)}', 'erasure-requested', '{}', NULL);
       INSERT INTO records VALUES (0, '${sampleTime(0)}', 'erasure-requested', '{}', NULL)`,
    );
    expect(found(verify())).toEqual([[0, 'malformed']]);
  });

  it('finds an index that hides a record', () => {
    const index = `UPDATE sqlite_schema SET sql = 'CREATE INDEX records_by_kind ON records (kind)`;
    const named = `WHERE name = 'records_by_kind'`;
    // Built as one that leaves a record out, and then named as if it did not.
    tamper(path, `PRAGMA writable_schema = ON; ${index} WHERE seq <> 7' ${named}; PRAGMA writable_schema = RESET`);
    tamper(path, `REINDEX records_by_kind; PRAGMA writable_schema = ON; ${index}' ${named}`);
    const result = verify();
    expect(found(result)[0]).toEqual([0, 'database']);
    expect(result.faults[0]?.message).toMatch(/records_by_kind/);
  });

  it('lists a hundred faults, counts all, and needs no order for it', () => {
    tamper(path, `UPDATE records SET body = '{"x":1}' WHERE seq % 10 = 0`);
    const result = verify();
    expect(result.faults).toHaveLength(100);
    expect(result.faultCount).toBe(RECORDS / 10);
    expect(result.faults.at(-1)?.seq).toBe(1_000);
  });

  it('reads around a damaged page, and says which records are on it', () => {
    damageRecord(path, 1_700, 100);
    const result = verify();
    const stretches = result.faults.filter(({ seq }) => seq > 0);
    expect(stretches).toHaveLength(1);
    const [stretch] = stretches;
    expect(stretch?.fault).toBe('database');
    const range = /from record (\d+) to (\d+) cannot be read/.exec(stretch?.message ?? '');
    const [from, to] = [Number(range?.[1]), Number(range?.[2])];
    expect(from).toBeLessThanOrEqual(1_700);
    expect(to).toBeGreaterThanOrEqual(1_700);
    expect(stretch?.seq).toBe(from);
    expect(result.records).toBe(RECORDS - (to - from + 1));
    expect(found(result)[0]).toEqual([0, 'database']);
    expect(result.lastSeq).toBe(RECORDS);
  });

  it('says so when the last records cannot be read', () => {
    damageRecord(path, RECORDS, 100);
    const result = verify();
    expect(result.ok).toBe(false);
    expect(result.records).toBeGreaterThan(RECORDS - 100);
    expect(result.faults.at(-1)?.message).toContain(`to ${String(RECORDS)} cannot be read`);
  });

  it('does not take for damage what is written meanwhile', () => {
    const db = connectTo(path);
    const log = openAuditLog({ path, key: KEY, now: () => Date.UTC(2030, 0, 1) });
    const steps = verifyLog(db, { head: readHead(headPath(path), KEY), anchor: null });
    steps.next();
    if (log.ok) log.value.append({ kind: 'erasure-requested', body: {} });
    let step = steps.next();
    while (step.done !== true) step = steps.next();
    expect(step.value).toMatchObject({ ok: true, records: RECORDS, lastSeq: RECORDS });
    db.close();
    if (log.ok) log.value.close();
  });

  it('does not take for damage what is trimmed and sealed meanwhile', () => {
    const log = unwrap(openAuditLog({ path, key: KEY, now: () => Date.UTC(2030, 0, 1) }));
    const db = connectTo(path);
    const steps = verifyLog(db, { head: readHead(headPath(path), KEY), anchor: null });
    steps.next();
    expect(log.trim({ olderThan: '2029-01-01T00:00:00Z', mostBytes: Infinity, keepAfter: RECORDS })).toBeGreaterThan(0);
    log.seal();
    let step = steps.next();
    while (step.done !== true) step = steps.next();
    expect(step.value).toMatchObject({ ok: true, firstSeq: 1, records: RECORDS });
    db.close();
    log.close();
  });
});

describe('a verification of a log', () => {
  it('of which the oldest records were trimmed begins where they end, and lets none be put back', () => {
    const log = unwrap(openAuditLog({ path, key: KEY, now: () => Date.UTC(2030, 0, 1) }));
    log.trim({ olderThan: '2029-01-01T00:00:00Z', mostBytes: Infinity, keepAfter: 2_000 });
    log.close();
    const { ok, firstSeq, lastSeq, records } = verify();
    expect({ ok, lastSeq }).toEqual({ ok: true, lastSeq: RECORDS + 1 });
    expect(firstSeq).toBeGreaterThan(500);
    expect(records).toBe(lastSeq - firstSeq + 1);
    tamper(path, `INSERT INTO records VALUES (7, '${sampleTime(7)}', 'session-locked', '{"by":"x"}', NULL)`);
    expect(found(verify())).toEqual([[1, 'link']]);
    tamper(path, `DELETE FROM records WHERE seq = 7 OR seq BETWEEN ${String(firstSeq)} AND ${String(firstSeq + 9)}`);
    expect(found(verify())).toEqual([[firstSeq, 'missing']]);
  });

  it('whose chain had to begin anew says so, and proves what is on both sides', () => {
    rmSync(`${path}.head`);
    unwrap(openAuditLog({ path, key: KEY, now: () => Date.UTC(2030, 0, 1) })).close();
    expect(verify()).toMatchObject({ ok: false, records: RECORDS + 2, faults: [{ seq: RECORDS, fault: 'restarted' }] });
    tamper(path, `UPDATE records SET body = '{"by":"x"}' WHERE seq IN (900, ${String(RECORDS + 1)})`);
    expect(found(verify())).toEqual([
      [900, 'link'],
      [RECORDS, 'restarted'],
      [RECORDS + 1, 'link'],
    ]);
  });

  it('of an older version proves its records by the first seal', () => {
    for (const suffix of ['', '.head']) rmSync(path + suffix);
    const options = { path, key: KEY, synchronous: 'FULL', applicationId: APPLICATION_ID } as const;
    const older = unwrap(openDatabase({ ...options, migrations: MIGRATIONS.slice(0, 2) }));
    const insert = older.prepare('INSERT INTO records (at, kind, body) VALUES (?, ?, ?)');
    for (let index = 0; index < 50; index += 1) insert.run(sampleTime(index), 'session-locked', '{"by": "as it was"}');
    older.close();
    const log = unwrap(openAuditLog({ path, key: KEY, now: () => Date.UTC(2030, 0, 1) }));
    log.append({ kind: 'session-locked', body: { by: 'x' } });
    log.close();
    expect(verify()).toMatchObject({ ok: true, firstSeq: 1, lastSeq: 52 });
    tamper(path, `UPDATE records SET body = '{"by":"x"}' WHERE seq = 20`);
    expect(verify().faults).toMatchObject([{ seq: 1, lastSeq: 50, fault: 'seal' }]);
  });
});
