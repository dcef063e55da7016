import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Worker } from 'node:worker_threads';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { auditFilterSchema } from '../../contract/audit-reading.ts';
import { unwrap } from '../../contract/result.ts';
import type { Schedule } from '../shared/schedule.ts';
import { openAuditLog } from './audit-log.ts';
import type { AuditReading } from './reading.ts';
import { startAuditReading } from './reading-client.ts';
import { KEY, addSampleRecords, damageRecord, sampleTime, tamper } from './sample-log.fixture.ts';

const OPEN = auditFilterSchema.parse({});
/** Long enough for a search to take several steps. */
const RECORDS = 70_000;

let folder = '';
let long = '';
let workers: Worker[] = [];
let reading: AuditReading | null = null;
const watch = (worker: Worker): void => {
  workers.push(worker);
};
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'samehand-reading-'));
  long = join(folder, 'long.db');
  addSampleRecords(long, 0, RECORDS);
  process.on('worker', watch);
});
afterAll(() => {
  process.off('worker', watch);
  rmSync(folder, { recursive: true });
});
beforeEach(() => {
  workers = [];
});
afterEach(async () => {
  await reading?.close();
});

const start = (path: string, options: { readonly key?: Uint8Array; readonly schedule?: Schedule } = {}): AuditReading =>
  (reading = startAuditReading({ path, key: KEY, ...options }));
const short = (name: string, records: number): string => {
  const path = join(folder, `${name}.db`);
  addSampleRecords(path, 0, records);
  return path;
};
/** The worker that was started last. Node tells of it a moment after. */
const lastWorker = async (): Promise<Worker> => {
  await new Promise((resolve) => setImmediate(resolve));
  const worker = workers.at(-1);
  if (worker === undefined) throw new Error('no worker was started');
  return worker;
};
const endOf = (worker: Worker): Promise<unknown> => new Promise((resolve) => worker.once('exit', resolve));
/** How many of the sample records have a question whose number begins so. */
const questions = (digits: string): number =>
  Array.from({ length: RECORDS }, (_, index) => index).filter((n) => n % 5 === 2 && String(n).startsWith(digits))
    .length;

describe('reading the audit log in a worker', () => {
  it('answers every question', async () => {
    const log = start(short('all', 1_000));
    expect(workers).toHaveLength(0);
    expect((await log.query(OPEN, 10, 3)).records.map(({ seq }) => seq)).toEqual([990, 989, 988]);
    expect(await log.query({ ...OPEN, kinds: ['inactive'], text: '"idleseconds":98' }, 0, 9)).toMatchObject({
      total: 3,
      records: [{ seq: 989 }, { seq: 984 }, { seq: 99 }].map((each) => ({ kind: 'inactive', ...each })),
    });
    expect(await log.after(OPEN, 997, 500)).toMatchObject({ total: 1_000, records: [{ seq: 998 }, {}, {}] });
    expect((await log.after(OPEN, 0, 5_000)).records).toHaveLength(1_000);
    const hour = await log.between(['decision', 'inactive'], sampleTime(60), sampleTime(119), 1_000);
    expect(hour).toHaveLength(24);
    expect(hour[0]).toMatchObject({ seq: 61, at: sampleTime(60), kind: 'decision' });
    expect(await log.extent()).toEqual({
      records: 1_000,
      firstSeq: 1,
      lastSeq: 1_000,
      oldestAt: sampleTime(0),
      newestAt: sampleTime(999),
    });
    expect(workers).toHaveLength(1);
    const progress: [number, number][] = [];
    expect(await log.verify((done, total) => progress.push([done, total]), null)).toMatchObject({
      ok: true,
      records: 1_000,
    });
    expect(progress).toEqual([
      [0, 1_000],
      [1_000, 1_000],
    ]);
  });

  it('reads at most two thousand records at once', async () => {
    expect((await start(long).after(OPEN, 0, 5_000)).records).toHaveLength(2_000);
  });

  it('sees what the agent appends, and keeps the agent from nothing', async () => {
    const path = short('growing', 10);
    const writer = unwrap(openAuditLog({ path, key: KEY, now: () => Date.UTC(2030, 0, 1) }));
    const log = start(path);
    const filter = { ...OPEN, kinds: ['session-locked'] };
    for (let total = 0; total < 20; total += 1) {
      expect(await log.query(filter, 0, 1)).toMatchObject({ total });
      writer.append({ kind: 'session-locked', body: { by: 'the user' } });
    }
    expect(await log.query(OPEN, 0, 1)).toMatchObject({ total: 30, records: [{ seq: 30 }] });
    writer.close();
  });

  it('does not change a byte of the file', async () => {
    const path = short('untouched', 500);
    const before = readFileSync(path);
    const log = start(path);
    await log.query({ ...OPEN, text: 'x' }, 0, 10);
    await log.verify(() => undefined, null);
    await log.close();
    expect(readFileSync(path).equals(before)).toBe(true);
  });

  it('lets a page overtake a search, and a search be shared or superseded', async () => {
    const log = start(long);
    const answered: string[] = [];
    const ask = async (name: string, question: Promise<{ readonly total: number }>): Promise<unknown> => {
      const outcome = await question.then(
        ({ total }) => total,
        (cause: unknown) => cause,
      );
      answered.push(name);
      return outcome;
    };
    const search = (text: string, asker?: string) => log.query({ ...OPEN, text }, 0, 200, asker);
    const outcomes = await Promise.all([
      ask('old', search('Question 7', 'reader 1')),
      ask('other reader', search('Question 7', 'reader 2')),
      ask('nobody', search('Question 8')),
      ask('new', search('Question 77', 'reader 1')),
      ask('page', log.query(OPEN, 500, 200, 'reader 3')),
    ]);
    expect(outcomes[0]).toMatchObject({ code: 'interrupted' });
    expect(outcomes.slice(1)).toEqual([questions('7'), questions('8'), questions('77'), RECORDS]);
    expect(answered.indexOf('page')).toBeLessThan(2);
    expect((await search('Question 7', 'reader 1')).total).toBe(questions('7'));
  });

  it('verifies once for all who ask meanwhile, and answers pages at the same time', async () => {
    const log = start(long);
    await log.extent();
    const done: number[][] = [[], []];
    const under = { way: true };
    const verifications = Promise.all(
      done.map((seen) =>
        log.verify((reached) => {
          seen.push(reached);
        }, null),
      ),
    ).finally(() => (under.way = false));
    let pages = 0;
    while (under.way) {
      expect((await log.query(OPEN, (pages * 100) % (RECORDS - 200), 200)).records).toHaveLength(200);
      pages += 1;
    }
    expect(pages).toBeGreaterThan(10);
    expect(await verifications).toMatchObject([{ ok: true }, { ok: true }]);
    expect(done.map((seen) => seen.at(-1))).toEqual([RECORDS, RECORDS]);
    expect(done[0]?.length).toBeLessThanOrEqual(102);
    expect(workers).toHaveLength(2);
  });
});

describe('the worker', () => {
  it('that is ended during a search is an error that says what to do, and the next question starts another', async () => {
    const log = start(long);
    await log.extent();
    const search = log.query({ ...OPEN, text: 'nowhere' }, 0, 10).catch((cause: unknown) => cause);
    await (await lastWorker()).terminate();
    expect(await search).toMatchObject({
      code: 'storage-unavailable',
      message: 'The reader of the audit log stopped before it answered. Try again.',
    });
    expect((await log.query({ ...OPEN, text: 'nowhere' }, 0, 10)).total).toBe(0);
    expect(workers).toHaveLength(2);
  });

  it('that is ended during a verification leaves the next one to begin anew', async () => {
    const log = start(long);
    const verification = log.verify(() => undefined, null).catch((cause: unknown) => cause);
    await (await lastWorker()).terminate();
    expect(await verification).toMatchObject({ code: 'storage-unavailable' });
    expect(await log.verify(() => undefined, null)).toMatchObject({ ok: true });
  });

  it('ends after a minute without a question, and comes back', async () => {
    const timers: { readonly callback: () => void; readonly ms: number }[] = [];
    const log = start(short('idle', 3), {
      schedule: (callback, ms) => {
        const timer = { callback, ms };
        timers.push(timer);
        return () => timers.splice(timers.indexOf(timer), 1);
      },
    });
    await log.extent();
    await log.extent();
    expect(timers.map(({ ms }) => ms)).toEqual([60_000]);
    const ended = endOf(await lastWorker());
    timers.pop()?.callback();
    expect(await ended).toBe(0);
    expect((await log.extent()).records).toBe(3);
    expect(workers).toHaveLength(2);
  });

  it('of a verification ends with it', async () => {
    const log = start(short('once', 3));
    const verified = log.verify(() => undefined, null);
    const ended = endOf(await lastWorker());
    await verified;
    expect(await ended).toBe(0);
  });

  it('that is closed answers nothing more', async () => {
    const log = start(long);
    const search = log.query({ ...OPEN, text: 'nowhere' }, 0, 10).catch((cause: unknown) => cause);
    await log.close();
    expect(await search).toMatchObject({ code: 'storage-unavailable' });
    await expect(log.extent()).rejects.toMatchObject({ code: 'storage-unavailable' });
    expect((await lastWorker()).threadId).toBe(-1);
  });

  it('says so where there is no log, and finds it once there is one', async () => {
    const path = join(folder, 'later.db');
    const log = start(path);
    await expect(log.query(OPEN, 0, 1)).rejects.toThrow('There is no audit log yet. Start the agent first.');
    addSampleRecords(path, 0, 4);
    expect((await log.query(OPEN, 0, 1)).total).toBe(4);
  });

  it('is refused with another key', async () => {
    const log = start(short('locked', 3), { key: new Uint8Array(32) });
    await expect(log.query(OPEN, 0, 1)).rejects.toMatchObject({ code: 'storage-unavailable' });
    await expect(log.verify(() => undefined, null)).rejects.toMatchObject({ code: 'storage-unavailable' });
  });

  it('answers what can be read of a damaged log, says so of the rest, and verifies it', async () => {
    const path = short('damaged', 3_000);
    damageRecord(path, 1_500, 2_900);
    const log = start(path);
    await expect(log.query({ ...OPEN, text: 'x' }, 0, 10)).rejects.toThrow(/^The audit log cannot be read: .*restore/);
    expect((await log.query(OPEN, 0, 50)).records).toHaveLength(50);
    expect(await log.verify(() => undefined, null)).toMatchObject({ ok: false, lastSeq: 3_000 });
  });

  it('reads on where records were removed', async () => {
    const path = short('removed', 100);
    tamper(path, 'DELETE FROM records WHERE seq = 50');
    const log = start(path);
    expect(await log.query(OPEN, 49, 2)).toMatchObject({ total: 99, records: [{ seq: 51 }, { seq: 49 }] });
    expect(await log.verify(() => undefined, null)).toMatchObject({ faults: [{ seq: 50, fault: 'missing' }] });
  });
});
