import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { unwrap } from '../../../contract/result.ts';
import { openDatabase } from '../../store/open-database.ts';
import { openAuditLog } from '../audit-log.ts';
import { APPLICATION_ID, MIGRATIONS } from './index.ts';

it('leaves the records of an older log as they are, and appendable', () => {
  const folder = mkdtempSync(join(tmpdir(), 'samehand-audit-migration-'));
  const path = join(folder, 'audit.db');
  const key = new Uint8Array(32).fill(3);
  const older = unwrap(
    openDatabase({ path, key, synchronous: 'FULL', applicationId: APPLICATION_ID, migrations: MIGRATIONS.slice(0, 1) }),
  );
  older.exec(`INSERT INTO records (at, kind, body) VALUES ('2026-01-01T00:00:00Z', 'erasure-requested', '{}')`);
  older.close();
  const log = unwrap(openAuditLog({ path, key, now: () => Date.UTC(2026, 0, 2) }));
  expect(log.append({ kind: 'erasure-withdrawn', body: {} })).toBe(3);
  expect(log.list()).toEqual([
    { seq: 1, at: '2026-01-01T00:00:00Z', kind: 'erasure-requested', body: {} },
    expect.objectContaining({ seq: 2, kind: 'audit-chain-began' }),
    { seq: 3, at: '2026-01-02T00:00:00Z', kind: 'erasure-withdrawn', body: {} },
  ]);
  log.close();
  rmSync(folder, { recursive: true });
});
