import { beforeEach, describe, expect, it } from 'vitest';
import { auditFilterSchema } from '../../contract/audit-reading.ts';
import { auditEventSchema, type AuditEvent } from '../../contract/audit.ts';
import { CALLS } from '../../contract/ipc.ts';
import { defaultPolicy } from '../../contract/policy.ts';
import { unwrap } from '../../contract/result.ts';
import { openAccess } from '../access/access-store.ts';
import { createExports, type Exports } from '../export/exports.ts';
import { createMemorySecrets } from '../keys/memory-secrets.ts';
import { createAuthority, type Authority } from '../roles/authority.ts';
import { IN_MEMORY } from '../store/database.ts';
import { createAuditCalls } from './audit-calls.ts';
import { openAuditLog, type AuditLog } from './audit-log.ts';
import { createInMemoryReading } from './in-memory-reading.ts';

const SOURCE = { machine: 'machine-1', user: 'user-1', hostname: null, version: '1.0.0' };
const FILTER = auditFilterSchema.parse({});
const PASSPHRASE = 'a long passphrase';
const MINUTE_MS = 60_000;

let log: AuditLog;
let authority: Authority;
let exports: Exports;
let calls: ReturnType<typeof createAuditCalls>;
let hasCodeMethod = false;
let clockMs = 0;
let progress: [string, number, number][] = [];

beforeEach(() => {
  hasCodeMethod = false;
  clockMs = 0;
  progress = [];
  let drawn = 0;
  const now = (): number => Date.UTC(2026, 10, 21, 23, 59) + clockMs;
  const monotonicMs = (): number => clockMs;
  const randomBytes = (length: number): Uint8Array => new Uint8Array(length).fill((drawn += 1));
  log = unwrap(openAuditLog({ path: IN_MEMORY, key: null, now }));
  const audit = (event: AuditEvent): void => void log.append(event);
  authority = createAuthority({
    facts: unwrap(openAccess({ path: IN_MEMORY, key: null })).facts,
    secrets: createMemorySecrets(),
    policy: defaultPolicy,
    verify: () => Promise.resolve({ outcome: 'passed', method: 'authenticator' }),
    hasCodeMethod: () => hasCodeMethod,
    isDoubting: () => false,
    onRolesChanged: () => undefined,
    now,
    monotonicMs,
    randomBytes,
    audit,
  });
  exports = createExports({ newId: () => `export-${String((drawn += 1))}`, schedule: () => () => undefined });
  calls = createAuditCalls({
    reading: createInMemoryReading(log),
    log,
    source: () => SOURCE,
    anchor: () => Promise.resolve(null),
    exports,
    require: authority.require,
    audit,
    randomBytes,
    monotonicMs,
    now,
    onProgress: (...told) => progress.push(told),
  });
});

const grantOf = async (role: 'administrator' | 'auditor'): Promise<string> =>
  unwrap(await authority.calls.authorise({ as: role, passphrase: PASSPHRASE })).grant;
const codeGrant = async (): Promise<string> =>
  unwrap(await authority.calls.authorise({ as: 'employee', code: '1' })).grant;
const setUp = async (role: 'administrator' | 'auditor', grant?: string): Promise<void> => {
  unwrap(await authority.calls['role.set']({ role, passphrase: PASSPHRASE, grant }));
};
const open = async (grant?: string): Promise<string> => unwrap(await calls['audit.open']({ grant })).reader;
const written = (kind: AuditEvent['kind']): unknown[] =>
  log.list({ kinds: [kind] }).map(({ body }) => auditEventSchema.parse({ kind, body }).body);

describe('opening the audit log', () => {
  it('takes the auditor, and is a record in it', async () => {
    await setUp('administrator');
    await setUp('auditor', await grantOf('administrator'));
    expect(await calls['audit.open']({ grant: undefined })).toMatchObject({ ok: false, code: 'needs-auditor' });
    hasCodeMethod = true;
    expect(await calls['audit.open']({ grant: await codeGrant() })).toMatchObject({ code: 'needs-auditor' });
    expect(written('audit-opened')).toEqual([]);
    const opened = unwrap(await calls['audit.open']({ grant: await grantOf('auditor') }));
    expect(CALLS['audit.open'].result.parse(opened)).toEqual(opened);
    expect(opened.kinds).toContain('audit-opened');
    expect(opened.kinds).toHaveLength(auditEventSchema.options.length);
    expect(written('audit-opened')).toEqual([{ by: 'auditor' }]);
  });

  it('takes the administrator where there is no auditor', async () => {
    await setUp('administrator');
    hasCodeMethod = true;
    expect(await calls['audit.open']({ grant: await codeGrant() })).toMatchObject({ code: 'needs-administrator' });
    await open(await grantOf('administrator'));
    expect(written('audit-opened')).toEqual([{ by: 'administrator' }]);
  });

  it('takes a code where there is neither, which it spends, and nothing where there is no code', async () => {
    await open();
    hasCodeMethod = true;
    expect(await calls['audit.open']({ grant: undefined })).toMatchObject({ ok: false, code: 'needs-code' });
    const grant = await codeGrant();
    await open(grant);
    expect(await calls['audit.open']({ grant })).toMatchObject({ ok: false, code: 'needs-code' });
    expect(written('audit-opened')).toEqual([{ by: 'user' }, { by: 'employee' }]);
  });
});

describe('a reader', () => {
  it('gets pages, newest first', async () => {
    const reader = await open();
    for (let minutes = 1; minutes <= 5; minutes += 1) log.append({ kind: 'paused', body: { minutes, by: 'x' } });
    const filter = { ...FILTER, kinds: ['paused'] };
    expect(unwrap(await calls['audit.query']({ reader, filter, offset: 1, limit: 2 }))).toMatchObject({
      total: 5,
      offset: 1,
      records: [{ body: { minutes: 4 } }, { body: { minutes: 3 } }],
    });
  });

  it('verifies, with progress under the name of the job, and a record of what was found', async () => {
    const reader = await open();
    const found = unwrap(await calls['audit.verify']({ reader, job: 'job-1' }));
    expect(found).toMatchObject({ ok: true, records: 1 });
    expect(progress).toEqual([['job-1', 1, 1]]);
    expect(written('audit-verified')).toEqual([{ by: 'user', ok: true, records: 1, faults: 0 }]);
  });

  it('exports with a proof anew, as a file of the day, without the record of that', async () => {
    hasCodeMethod = true;
    const reader = await open(await codeGrant());
    const ask = (grant?: string) =>
      calls['audit.export']({ reader, filter: FILTER, format: 'csv', afterSeq: 0, upTo: null, grant });
    expect(await ask()).toMatchObject({ ok: false, code: 'needs-code' });
    expect(written('audit-exported')).toEqual([]);
    const begun = unwrap(await ask(await codeGrant()));
    const records = log.list().length - 1;
    expect(begun).toMatchObject({ fileName: 'samehand-audit-2026-11-21.csv', total: records, upTo: records });
    expect(written('audit-exported')).toEqual([{ by: 'employee', format: 'csv', records }]);
    const piece = unwrap(await exports.next(begun.id));
    expect(piece).toMatchObject({ done: records, isLast: false });
    expect(piece.text.trimEnd().split('\r\n')).toHaveLength(1 + records);
    expect(unwrap(await exports.next(begun.id)).isLast).toBe(true);
  });

  it('does not spend the proof for an export with a reader that is none', async () => {
    hasCodeMethod = true;
    const grant = await codeGrant();
    const strange = await calls['audit.export']({
      reader: 'A'.repeat(43),
      filter: FILTER,
      format: 'csv',
      afterSeq: 0,
      upTo: null,
      grant,
    });
    expect(strange).toMatchObject({ ok: false, code: 'needs-auditor' });
    const reader = await open(grant);
    expect(reader).toHaveLength(43);
  });

  it('is forgotten after fifteen idle minutes, and told what to do', async () => {
    const reader = await open();
    const page = () => calls['audit.query']({ reader, filter: FILTER, offset: 0, limit: 1 });
    clockMs += 15 * MINUTE_MS - 1;
    expect((await page()).ok).toBe(true);
    clockMs += 15 * MINUTE_MS;
    const closed = { ok: false, code: 'needs-auditor', message: expect.stringContaining('Open the log again') };
    expect(await page()).toEqual(closed);
    expect(await calls['audit.verify']({ reader, job: 'x' })).toEqual(closed);
    const format = 'csv';
    expect(await calls['audit.export']({ reader, filter: FILTER, format, afterSeq: 0, upTo: null })).toEqual(closed);
    expect(await calls['audit.proof']({ reader, filter: FILTER, format, upTo: 0 })).toEqual(closed);
    expect(await calls['audit.record']({ reader, seq: 1 })).toEqual(closed);
  });
});
