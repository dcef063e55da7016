import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { auditFilterSchema, type AuditFilter } from '../../contract/audit-reading.ts';
import { unwrap } from '../../contract/result.ts';
import type { Database } from '../store/database.ts';
import { openAuditLog, type AuditLog } from './audit-log.ts';
import { createInMemoryReading } from './in-memory-reading.ts';
import { createLogReader, type LogReader, type Steps } from './log-reader.ts';
import { KEY, addSampleRecords, connectTo, sampleTime, tamper } from './sample-log.fixture.ts';

const RECORDS = 45_000;
const OPEN = auditFilterSchema.parse({});

let folder = '';
const opened: (AuditLog | Database)[] = [];
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'samehand-reader-'));
});
afterAll(() => {
  for (const each of opened) each.close();
  rmSync(folder, { recursive: true });
});

const done = <T>(steps: Steps<T>): T => {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
};

/** A log on the disk, its reader, its writer, and all of it in memory. */
const openSample = (name: string, records: number, sql?: string) => {
  const path = join(folder, `${name}.db`);
  addSampleRecords(path, 0, records);
  const log = unwrap(openAuditLog({ path, key: KEY, now: () => Date.UTC(2030, 0, 1) }));
  if (sql !== undefined) tamper(path, sql);
  const db = connectTo(path);
  opened.push(log, db);
  return { log, db, reader: createLogReader(db), plain: createInMemoryReading(log) };
};

const filters = (records: number): fc.Arbitrary<AuditFilter> =>
  fc.record({
    kinds: fc.subarray(['decision', 'action-done', 'inactive', 'session-unlocked', 'no such kind'], { maxLength: 3 }),
    from: fc.option(fc.integer({ min: -10, max: records + 10 }).map(sampleTime)),
    to: fc.option(fc.integer({ min: -10, max: records + 10 }).map(sampleTime)),
    text: fc.constantFrom('', '', '7', 'question 1', 'DECISION-4', 'änne "ü', 'nowhere', '%', 'prompt'),
  });

const agrees = async (
  { reader, plain }: { readonly reader: LogReader; readonly plain: ReturnType<typeof createInMemoryReading> },
  records: number,
  runs: number,
): Promise<void> => {
  await fc.assert(
    fc.asyncProperty(
      filters(records),
      fc.nat({ max: records + 5 }),
      fc.integer({ min: 1, max: 200 }),
      fc.option(fc.nat({ max: records + 5 })),
      async (filter, place, limit, upTo) => {
        expect(done(reader.query(filter, place, limit))).toEqual(await plain.query(filter, place, limit));
        expect(done(reader.after(filter, place, limit, upTo))).toEqual(
          await plain.after(filter, place, limit, upTo ?? undefined),
        );
      },
    ),
    { numRuns: runs },
  );
};

describe('pages of an audit log', () => {
  it('are those of a plain filter over all of it', async () => {
    await agrees(openSample('whole', 800), 800, 200);
  });

  it('are those of a plain filter where records are missing', async () => {
    const gaps = 'DELETE FROM records WHERE seq IN (1, 2, 400, 401, 799)';
    await agrees(openSample('gaps', 800, gaps), 800, 100);
  });

  it('are those of a plain filter over many steps', async () => {
    await agrees(openSample('long', RECORDS), RECORDS, 12);
  });

  it('take in what was appended since, with and without a filter', async () => {
    const sample = openSample('growing', 300);
    const kinds = ['session-locked'];
    expect(done(sample.reader.query({ ...OPEN, kinds }, 0, 10)).total).toBe(0);
    expect(done(sample.reader.query(OPEN, 0, 10)).total).toBe(300);
    sample.log.append({ kind: 'session-locked', body: { by: 'the user' } });
    const page = done(sample.reader.query({ ...OPEN, kinds }, 0, 10));
    expect(page).toMatchObject({ total: 1, records: [{ seq: 301 }] });
    expect(done(sample.reader.query(OPEN, 0, 2))).toMatchObject({ total: 301, records: [{ seq: 301 }, { seq: 300 }] });
    await agrees(sample, 301, 30);
  });

  it('of an empty log are empty', async () => {
    const sample = openSample('empty', 0, 'DELETE FROM records');
    expect(done(sample.reader.query(OPEN, 0, 200))).toEqual({ total: 0, offset: 0, records: [] });
    expect(sample.reader.extent()).toEqual({
      records: 0,
      firstSeq: 0,
      lastSeq: 0,
      oldestAt: null,
      newestAt: null,
    });
    sample.log.append({ kind: 'session-locked', body: { by: 'the user' } });
    expect(sample.reader.extent()).toEqual(await sample.plain.extent());
  });

  it('that lose a record while they are open still agree', async () => {
    const sample = openSample('shrinking', 300);
    expect(done(sample.reader.query(OPEN, 0, 10)).total).toBe(300);
    sample.db.exec('DROP TRIGGER records_keep_delete');
    sample.db.exec('DELETE FROM records WHERE seq = 295');
    expect(done(sample.reader.query(OPEN, 0, 10))).toEqual(await sample.plain.query(OPEN, 0, 10));
    expect(done(sample.reader.query(OPEN, 10, 10))).toEqual(await sample.plain.query(OPEN, 10, 10));
  });

  it('whose oldest records are trimmed while they are open still agree', async () => {
    const sample = openSample('trimmed', 300);
    const kinds: AuditFilter = { ...OPEN, kinds: ['decision'] };
    for (const filter of [OPEN, kinds]) done(sample.reader.query(filter, 0, 10));
    sample.log.seal();
    expect(sample.log.trim({ olderThan: sampleTime(1_000_000), mostBytes: Infinity, keepAfter: 300 })).toBeGreaterThan(
      0,
    );
    for (const filter of [OPEN, kinds]) {
      expect(done(sample.reader.query(filter, 0, 200))).toEqual(await sample.plain.query(filter, 0, 200));
    }
    await agrees(sample, 300, 30);
  });

  it('show what is no valid body as it stands, and keep to numbers that JSON can say', () => {
    const { reader } = openSample(
      'forged',
      5,
      `UPDATE records SET body = '{"a":' WHERE seq = 2; UPDATE records SET body = '{"a":1e999}' WHERE seq = 3;
       UPDATE records SET body = '[1]' WHERE seq = 4; INSERT INTO records VALUES (-5, 'x', 'y', '{}', NULL);
       INSERT INTO records VALUES (9223372036854775807, 'x', 'y', '{}', NULL)`,
    );
    const page = done(reader.query(OPEN, 0, 200));
    expect(page.records.map(({ seq }) => seq)).toEqual([5, 4, 3, 2, 1]);
    expect(page.records.slice(1, 4).map(({ body }) => body)).toEqual([
      { malformed: '[1]' },
      { malformed: '{"a":1e999}' },
      { malformed: '{"a":' },
    ]);
  });

  it('do not wait for numbers that are far apart', () => {
    const { reader } = openSample(
      'far',
      50,
      `INSERT INTO records VALUES (9007199254740000, 'x', 'y', '{"b":1}', NULL)`,
    );
    expect(done(reader.query({ ...OPEN, text: '"b"' }, 0, 1))).toMatchObject({ total: 1 });
  });
});

describe('records between two times', () => {
  it('are those of a plain filter', async () => {
    const sample = openSample('between', 500);
    await fc.assert(
      fc.asyncProperty(
        fc.subarray(['decision', 'action-done', 'inactive'] as const),
        fc.nat({ max: 510 }).map(sampleTime),
        fc.nat({ max: 510 }).map(sampleTime),
        fc.integer({ min: 1, max: 300 }),
        async (kinds, from, to, limit) => {
          expect(sample.reader.between(kinds, from, to, limit)).toEqual(
            await sample.plain.between(kinds, from, to, limit),
          );
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe('the numbers of a question', () => {
  it('stay those of one moment while the log grows under it', () => {
    const { reader, log } = openSample('moment', RECORDS);
    const steps = reader.query({ ...OPEN, text: 'the user' }, 0, 10);
    expect(steps.next().done).toBe(false);
    log.append({ kind: 'session-locked', body: { by: 'the user' } });
    expect(done(steps).total).toBe(0);
    expect(done(reader.query({ ...OPEN, text: 'the user' }, 0, 10)).total).toBe(1);
  });

  it('are shared by two who look for the same', () => {
    const { reader } = openSample('shared', RECORDS);
    const filter = { ...OPEN, text: 'question' };
    const first = reader.query(filter, 0, 1);
    const second = reader.query(filter, 1, 1);
    let steps = 0;
    for (let isOver = false; !isOver; steps += 1) {
      const one = first.next();
      const other = second.next();
      isOver = one.done === true && other.done === true;
    }
    expect(steps).toBeLessThanOrEqual(3);
  });
});
