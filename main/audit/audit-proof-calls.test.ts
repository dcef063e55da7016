import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { auditFilterSchema, type AuditFilter } from '../../contract/audit-reading.ts';
import { CALLS } from '../../contract/ipc.ts';
import { ok, unwrap } from '../../contract/result.ts';
import { createExports, type Exports } from '../export/exports.ts';
import { anchorOf, type AuditAnchor } from './anchor.ts';
import { createAuditCalls } from './audit-calls.ts';
import { openAuditLog, type AuditLog } from './audit-log.ts';
import { verifyBytes } from './exported-log.fixture.ts';
import { startAuditReading } from './reading-client.ts';
import type { AuditReading } from './reading.ts';
import { KEY, addSampleRecords } from './sample-log.fixture.ts';

const RECORDS = 2_500;
const OPEN = auditFilterSchema.parse({});
const DECISIONS: AuditFilter = { ...OPEN, kinds: ['decision'] };

let folder = '';
let log: AuditLog;
let reading: AuditReading;
let exports: Exports;
let calls: ReturnType<typeof createAuditCalls>;
let reader = '';
let anchor: AuditAnchor | null = null;
let drawn = 0;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'samehand-proof-calls-'));
  const path = join(folder, 'audit.db');
  addSampleRecords(path, 0, RECORDS);
  log = unwrap(openAuditLog({ path, key: KEY, now: () => Date.UTC(2030, 0, 1) }));
  reading = startAuditReading({ path, key: KEY });
});
afterAll(async () => {
  await reading.close();
  log.close();
  rmSync(folder, { recursive: true });
});
beforeEach(async () => {
  anchor = null;
  exports = createExports({ newId: () => `export-${String((drawn += 1))}`, schedule: () => () => undefined });
  calls = createAuditCalls({
    reading,
    log,
    source: () => ({ machine: 'machine-1', user: 'user-1', hostname: null, version: '1.0.0' }),
    anchor: () => Promise.resolve(anchor),
    exports,
    require: () => ok('auditor'),
    audit: (event) => void log.append(event),
    randomBytes: (length) => new Uint8Array(length).fill((drawn += 1)),
    monotonicMs: () => 0,
    now: () => Date.UTC(2030, 0, 1),
    onProgress: () => undefined,
  });
  reader = unwrap(await calls['audit.open']({ grant: undefined })).reader;
});

/** The text of an export, or what there is of it after some pieces. */
const fetched = async (id: string, pieces = Infinity): Promise<string> => {
  let text = '';
  for (let count = 0; count < pieces; count += 1) {
    const next = unwrap(await exports.next(id));
    text += next.text;
    if (next.isLast) break;
  }
  return text;
};

const proofOf = async (filter: AuditFilter, upTo: number): Promise<string> => {
  const begun = unwrap(await calls['audit.proof']({ reader, filter, format: 'jsonl', upTo }));
  expect(CALLS['audit.proof'].result.parse(begun)).toEqual(begun);
  expect(begun).toMatchObject({ fileName: 'samehand-audit-2030-01-01.jsonl.proof', total: upTo });
  return fetched(begun.id);
};

const verified = (text: string, proof: string) => verifyBytes(Buffer.from(text), Buffer.from(proof), log.key().root);

describe('an export and its proof', () => {
  it.each([
    ['all records', OPEN],
    ['some', DECISIONS],
  ])('of %s are asked for one after the other, and verify', async (_, filter) => {
    const begun = unwrap(await calls['audit.export']({ reader, filter, format: 'jsonl', afterSeq: 0, upTo: null }));
    expect(CALLS['audit.export'].result.parse(begun)).toEqual(begun);
    const text = await fetched(begun.id);
    // Written meanwhile: it is no part of either.
    log.append({ kind: 'session-locked', body: { by: 'x' } });
    const found = await verified(text, await proofOf(filter, begun.upTo));
    expect(found).toMatchObject({ ok: true, faults: [], filter, last: begun.upTo, records: begun.total });
  });

  it('go on where they broke off, and are then as if they had not', async () => {
    const ask = { reader, filter: DECISIONS, format: 'jsonl' } as const;
    const first = unwrap(await calls['audit.export']({ ...ask, afterSeq: 0, upTo: null }));
    const whole = await fetched(first.id);
    const lines = whole.split('\n');
    const kept = lines.slice(0, 120);
    const afterSeq = (JSON.parse(kept.at(-1) ?? '') as { readonly seq: number }).seq;
    const rest = unwrap(await calls['audit.export']({ ...ask, afterSeq, upTo: first.upTo }));
    expect(rest).toMatchObject({ total: first.total - 120, upTo: first.upTo });
    const text = kept.map((line) => `${line}\n`).join('') + (await fetched(rest.id));
    expect(text).toBe(whole);
    expect(await verified(text, await proofOf(DECISIONS, first.upTo))).toMatchObject({ ok: true });
  });

  it('goes no further than the log does', async () => {
    const upTo = log.key().lastSeq + 1;
    expect(await calls['audit.proof']({ reader, filter: OPEN, format: 'csv', upTo })).toMatchObject({ code: 'usage' });
  });
});

describe('one record', () => {
  it('is told with what proves it, and with no seal while there is none', async () => {
    const proved = unwrap(await calls['audit.record']({ reader, seq: 1_500 }));
    expect(CALLS['audit.record'].result.parse(proved)).toEqual(proved);
    expect(proved.record).toMatchObject({ seq: 1_500, kind: 'session-unlocked' });
    expect(proved.seal?.seq).toBeGreaterThanOrEqual(1_500);
    expect(proved.seal?.seq).toBeLessThan(2_600);
    const sealed = unwrap(await calls['audit.record']({ reader, seq: proved.seal?.seq ?? 0 }));
    expect(sealed.link).toBe(proved.seal?.link);
    const seq = log.append({ kind: 'session-locked', body: { by: 'x' } });
    expect(unwrap(await calls['audit.record']({ reader, seq })).seal).toBeNull();
    expect(unwrap(await calls['audit.record']({ reader, seq })).link).toBe(log.key().link);
  });

  it('that is not there is said so', async () => {
    expect(await calls['audit.record']({ reader, seq: 1_000_000 })).toMatchObject({ ok: false, code: 'not-found' });
  });
});

describe('what the keychain knows', () => {
  it('is the key that anybody may ask for', async () => {
    expect(unwrap(await calls['audit.key']({}))).toEqual(log.key());
    expect(CALLS['audit.key'].result.parse(log.key())).toEqual(log.key());
  });

  it('is compared with the log that is verified', async () => {
    anchor = anchorOf(log.key());
    expect(unwrap(await calls['audit.verify']({ reader, job: 'a' }))).toMatchObject({ ok: true, root: anchor.root });
    const { seq } = anchor;
    anchor = { ...anchor, seq: seq + 50 };
    const behind = unwrap(await calls['audit.verify']({ reader, job: 'b' }));
    expect(behind.faults).toMatchObject([{ fault: 'replayed', lastSeq: seq + 50 }]);
    anchor = { ...anchor, seq, link: Buffer.alloc(32).toString('base64') };
    const other = unwrap(await calls['audit.verify']({ reader, job: 'c' }));
    expect(other.faults).toMatchObject([{ fault: 'replayed', lastSeq: seq }]);
    anchor = { ...anchorOf(log.key()), root: `ed25519:${Buffer.alloc(32).toString('base64')}` };
    const foreign = unwrap(await calls['audit.verify']({ reader, job: 'd' }));
    expect(foreign.faults).toMatchObject([{ fault: 'replayed', seq: 0 }]);
  });
});
