import { mkdtempSync, readFileSync, readdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AuditEvent } from '../../contract/audit.ts';
import { unwrap } from '../../contract/result.ts';
import { openAuditLog, type AuditLog } from './audit-log.ts';
import { chainFaults } from './check-chain.fixture.ts';
import { headPath } from './head-file.ts';
import { KEY, addSampleRecords, connectTo } from './sample-log.fixture.ts';

const RECORDS = 500;
const PAGE_BYTES = 4_096;
const EVENT: AuditEvent = { kind: 'inactive', body: { idleSeconds: 60 } };
const ASIDE = 'audit.db.damaged-2026-11-21T083000.000Z';

let folder = '';
let path = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'samehand-damaged-'));
  path = join(folder, 'audit.db');
  addSampleRecords(path, 0, RECORDS);
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const NOW = Date.UTC(2026, 10, 21, 8, 30);
const attempt = () => openAuditLog({ path, key: KEY, now: () => NOW });
const open = (): AuditLog => unwrap(attempt());

const damagePage = (page: number): void => {
  const bytes = readFileSync(path);
  bytes.fill(0xa5, (page - 1) * PAGE_BYTES + 100, (page - 1) * PAGE_BYTES + 200);
  writeFileSync(path, bytes);
};
/** The page that everything which is added to an index or a table goes through. */
const rootPage = (name: string): number => {
  const db = connectTo(path);
  const page = db.prepare<[string], number>('SELECT rootpage FROM sqlite_schema WHERE name = ?').pluck().get(name) ?? 0;
  db.close();
  return page;
};

const expectAnew = (): void => {
  const log = open();
  expect(log.list()).toMatchObject([
    { seq: RECORDS + 1, kind: 'audit-chain-began', body: { chain: 1, why: 'restarted' } },
    {
      seq: RECORDS + 2,
      kind: 'audit-fault-found',
      body: { fault: 'database', message: expect.stringContaining('set aside') as string },
    },
  ]);
  expect(log.append(EVENT)).toBe(RECORDS + 3);
  log.close();
  expect(chainFaults(path, KEY)).toEqual([`${String(RECORDS + 1)} follows 0`]);
};

describe('a log whose file is damaged', () => {
  it.each([
    ['is no database any more', () => writeFileSync(path, 'x'.repeat(50_000))],
    ['has a damaged beginning', () => damagePage(1)],
    ['has a damaged table', () => damagePage(rootPage('records'))],
    ['has damaged seals', () => damagePage(rootPage('seals'))],
    ['was cut off', () => truncateSync(path, 3 * PAGE_BYTES)],
  ])('is set aside for a new one that goes on with its numbers: it %s', (_, damage) => {
    damage();
    const before = readFileSync(path);
    expectAnew();
    expect(readFileSync(join(folder, ASIDE)).equals(before)).toBe(true);
    expect(readdirSync(folder)).toContain(`${ASIDE}.head`);
  });

  it('is set aside at the next start where it shows only when something is added', () => {
    damagePage(rootPage('records_by_kind'));
    const log = open();
    expect(() => log.append(EVENT)).toThrow('the file is damaged');
    log.close();
    expectAnew();
  });

  it('is set aside whenever the agent was killed meanwhile', () => {
    damagePage(1);
    // As it is when the head says so already, and the file is still there.
    const bytes = readFileSync(path);
    open().close();
    rmSync(join(folder, ASIDE));
    writeFileSync(path, bytes);
    const log = open();
    expect(log.list().map(({ kind }) => kind)).toEqual(['audit-chain-began', 'audit-fault-found']);
    expect(log.key()).toMatchObject({ chain: 2, lastSeq: RECORDS + 4 });
    log.close();
  });

  it('is left as it is where the key may be the wrong one, or the version is newer', () => {
    const before = readFileSync(path);
    expect(openAuditLog({ path, key: new Uint8Array(32), now: () => NOW })).toMatchObject({
      ok: false,
      code: 'storage-unavailable',
    });
    expect(readFileSync(path).equals(before)).toBe(true);
    const db = connectTo(path);
    db.pragma('user_version = 99');
    db.close();
    expect(attempt()).toMatchObject({ ok: false, code: 'storage-newer' });
    rmSync(headPath(path));
    damagePage(1);
    expect(attempt()).toMatchObject({ ok: false, code: 'storage-unavailable' });
    expect(readdirSync(folder).filter((name) => name.includes('damaged'))).toEqual([]);
  });
});
