import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { unwrap } from '../../../contract/result.ts';
import { openDatabase } from '../../store/open-database.ts';
import { openAuditLog } from '../audit-log.ts';
import { chainFaults } from '../check-chain.fixture.ts';
import { connectTo, tamper } from '../sample-log.fixture.ts';
import { APPLICATION_ID, MIGRATIONS } from './index.ts';

it('signs the records of an older log as they are, every byte of them', () => {
  const folder = mkdtempSync(join(tmpdir(), 'samehand-audit-migration-'));
  onTestFinished(() => {
    rmSync(folder, { recursive: true });
  });
  const path = join(folder, 'audit.db');
  const key = new Uint8Array(32).fill(3);
  const older = unwrap(
    openDatabase({ path, key, synchronous: 'FULL', applicationId: APPLICATION_ID, migrations: MIGRATIONS.slice(0, 2) }),
  );
  // One of them is of no kind that is known any more, one not even written by the agent.
  const insert = older.prepare('INSERT INTO records (at, kind, body) VALUES (?, ?, ?)');
  insert.run('2026-01-01T00:00:00Z', 'erasure-requested', '{}');
  insert.run('2026-01-01T00:00:01Z', 'of-another-time', '{"ä":1}');
  insert.run('yesterday', 'paused', '{ "b" : 1.50, "a":"\\u0041" }');
  const read =
    'SELECT seq, CAST(at AS BLOB) at, CAST(kind AS BLOB) kind, CAST(body AS BLOB) body FROM records WHERE seq < 4';
  const before = older.prepare(read).all();
  older.close();

  const log = unwrap(openAuditLog({ path, key, now: () => Date.UTC(2026, 0, 2) }));
  expect(log.key()).toMatchObject({ chain: 0, lastSeq: 4, sealedSeq: 3 });
  expect(log.list({ kinds: ['audit-chain-began'] })).toMatchObject([{ seq: 4, body: { why: 'upgraded' } }]);
  log.close();
  const db = connectTo(path, key);
  expect(db.prepare(read).all()).toEqual(before);
  expect(db.prepare('SELECT seq FROM records WHERE link IS NULL').pluck().all()).toEqual([1, 2, 3]);
  db.close();
  expect(chainFaults(path, key)).toEqual([]);

  tamper(path, `UPDATE records SET kind = 'erasure-withdrawn' WHERE seq = 1`);
  expect(chainFaults(path, key)).toContain('seal 0/0 signs another link');
});
