import { afterEach, beforeEach, expect, it } from 'vitest';
import type { AuditEvent } from '../../contract/audit.ts';
import { CodedError } from '../../contract/result.ts';
import { fill, makeHome, openBench, openHomeVault, removeHome, type VaultBench } from '../live/vault-bench.fixture.ts';
import { homePaths } from '../shared/home.ts';
import { ERASURE } from '../transparency/erasure-request.ts';
import { renewalOf } from './renewal-bench.fixture.ts';
import { createRenewal } from './renewal.ts';

let home: string;
let bench: VaultBench | null;
beforeEach(() => {
  home = makeHome();
  bench = null;
});
afterEach(async () => {
  await bench?.close();
  removeHome(home);
});

it('is finished by the next start when it was broken off, and the log says so', { timeout: 60_000 }, async () => {
  const filled = await openHomeVault(home);
  filled.access.close();
  fill(homePaths(home).behaviour, filled.opened.template());
  const first = await openBench(home);
  const written: AuditEvent[] = [];
  const broken = renewalOf(first, written, true);
  first.access.facts.set(ERASURE, { requestedAt: '2026-01-05T09:00:00Z' });
  await expect(broken.carryOut('erase', 'administrator')).rejects.toThrow('killed');
  await first.close();
  bench = await openBench(home);
  const again = renewalOf(bench, written);
  expect(again.isUnfinished()).toBe(true);
  const full = () => Promise.reject(new CodedError('storage-unavailable', 'The disk is full.'));
  await renewalOf(
    { ...bench, opened: { ...bench.opened, vault: { ...bench.opened.vault, renew: full } } },
    written,
  ).finish();
  expect(written.at(-1)?.body).toMatchObject({ operation: 'erase', ok: false, message: 'The disk is full.' });
  expect(again.isUnfinished()).toBe(true);
  await again.finish();
  expect(again.isUnfinished()).toBe(false);
  expect(bench.access.facts.get(ERASURE)).toBeNull();
  expect(written.flatMap(({ kind, body }) => (kind === 'erasure-done' ? [body] : []))).toEqual([
    { by: 'administrator', removedWindows: 300 },
  ]);
  expect(written.at(-1)).toMatchObject({
    kind: 'operation-done',
    body: { operationId: 'operation-1', operation: 'erase', ok: true },
  });
  await again.finish();
  expect(written.filter(({ kind }) => kind === 'erasure-done')).toHaveLength(1);
});

it('is not begun where the new keys cannot be kept, and then the next start does nothing', async () => {
  const locked = { ok: false, code: 'key-unavailable', message: 'It is locked.' } as const;
  let isLocked = false;
  const { access, opened } = await openHomeVault(home, (secrets) => ({
    ...secrets,
    write: (name, secret) => (isLocked ? Promise.resolve(locked) : secrets.write(name, secret)),
  }));
  isLocked = true;
  const written: AuditEvent[] = [];
  const renewal = createRenewal({
    access,
    vault: opened.vault,
    // A damaged database is no reason not to erase it.
    engine: () => ({
      stored: () => Promise.reject(new CodedError('storage-unavailable', 'It is damaged.')),
      anchor: () => undefined,
    }),
    forgetNetworks: () => undefined,
    record: (event) => written.push(event),
    audit: (event) => written.push(event),
    newId: () => 'operation-1',
    onForgotten: () => undefined,
  });
  await expect(renewal.carryOut('erase', 'user')).rejects.toMatchObject({ code: 'key-unavailable' });
  expect(renewal.isUnfinished()).toBe(false);
  expect(written).toMatchObject([
    { kind: 'operation-intended', body: { operation: 'erase', by: 'user' } },
    { kind: 'operation-done', body: { ok: false, message: 'It is locked.' } },
  ]);
  isLocked = false;
  await renewal.carryOut('erase', 'user');
  expect(written.at(-1)).toMatchObject({ kind: 'operation-done', body: { ok: true } });
  access.close();
});
