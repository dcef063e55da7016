import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CONSENT_VERSION } from '../../contract/consent.ts';
import { unwrap } from '../../contract/result.ts';
import { PASSPHRASE, openBench, type Bench } from '../../tests/support/transparency-bench.ts';

let bench: Bench;
beforeEach(() => {
  bench = openBench();
});
afterEach(() => {
  bench.close();
});

const requestedAt = async (): Promise<string | null> => unwrap(await bench.calls['data.show']({})).erasureRequestedAt;
const carryOut = async (grant?: string) => bench.calls['erasure.carry-out']({ grant });
const setAdministrator = async (): Promise<void> => {
  unwrap(await bench.authority.calls['role.set']({ role: 'administrator', passphrase: PASSPHRASE, grant: undefined }));
};

describe('the request for an erasure', () => {
  it('needs no proof, is stored, and is written down once', async () => {
    bench.set.hasCodeMethod = true;
    expect(unwrap(await bench.calls['erasure.request']({})).erasureRequestedAt).toBe('2026-01-05T09:00:00Z');
    bench.set.nowMs += 60_000;
    expect(unwrap(await bench.calls['erasure.request']({})).erasureRequestedAt).toBe('2026-01-05T09:00:00Z');
    bench = bench.restart();
    expect(await requestedAt()).toBe('2026-01-05T09:00:00Z');
    expect(bench.written('erasure-requested')).toEqual([{}]);
  });

  it('can be withdrawn, which is written down if there was one', async () => {
    await bench.calls['erasure.withdraw']({});
    expect(bench.written('erasure-withdrawn')).toEqual([]);
    await bench.calls['erasure.request']({});
    expect(unwrap(await bench.calls['erasure.withdraw']({})).erasureRequestedAt).toBeNull();
    expect(bench.written('erasure-withdrawn')).toEqual([{}]);
  });
});

describe('the renewal of the template', () => {
  it('takes what an erasure takes, leaves what an erasure leaves, and begins anew', async () => {
    bench.work(1_300);
    bench.networks.seen('home');
    bench.set.hasCodeMethod = true;
    await setAdministrator();
    const renew = async (grant?: string) => bench.calls['template.renew']({ grant });
    expect(await renew()).toMatchObject({ ok: false, code: 'needs-administrator' });
    expect(await renew(await bench.codeGrant())).toMatchObject({ ok: false, code: 'needs-administrator' });
    bench.set.isDoubting = true;
    expect(await renew(await bench.administratorGrant())).toMatchObject({ ok: false, code: 'not-allowed' });
    expect(bench.told).toEqual([]);
    bench.set.isDoubting = false;
    await bench.calls['erasure.request']({});
    const before = unwrap(await bench.calls['data.show']({}));
    const after = unwrap(await renew(await bench.administratorGrant()));
    expect(after.user).not.toBe(before.user);
    expect(after.kinds.filter(({ records }) => records > 0).map(({ kind }) => kind)).toEqual(['audit']);
    expect(after.erasureRequestedAt).toBe(before.erasureRequestedAt);
    expect(bench.told).toEqual(['forgotten']);
    expect(bench.written('operation-intended')).toMatchObject([{ operation: 'renew-template', by: 'administrator' }]);
    expect(bench.written('operation-done')).toMatchObject([{ operation: 'renew-template', ok: true, message: '' }]);
    expect(bench.written('erasure-done')).toEqual([]);
  });

  it('does nothing where the keys cannot be kept, and says so', async () => {
    bench.work(600);
    const windows = async () =>
      unwrap(await bench.calls['data.show']({})).kinds.find(({ kind }) => kind === 'windows')?.records;
    const before = await windows();
    expect(before).toBeGreaterThan(10);
    bench.set.isVaultLocked = true;
    await expect(bench.calls['template.renew']({ grant: undefined })).rejects.toMatchObject({
      code: 'key-unavailable',
    });
    expect(await windows()).toBe(before);
    expect(bench.told).toEqual([]);
    expect(bench.transparency.renewal.isUnfinished()).toBe(false);
    expect(bench.written('operation-done')).toMatchObject([{ ok: false, message: 'The keychain is locked.' }]);
  });
});

describe('the erasure', () => {
  it('leaves nothing that was learned or scored, nor networks; the answer and the log stay', async () => {
    bench.work(1_300);
    bench.engine.trainNow();
    bench.networks.seen('home');
    await bench.calls['consent.answer']({
      version: CONSENT_VERSION,
      answer: 'given',
      language: 'en',
      grant: undefined,
    });
    await bench.calls['erasure.request']({});
    const before = unwrap(await bench.calls['data.show']({}));
    expect(before.kinds.filter(({ records }) => records === 0).map(({ kind }) => kind)).toEqual(['step-up']);

    const after = unwrap(await carryOut());
    expect(Object.fromEntries(after.kinds.map(({ kind, records }) => [kind, records]))).toEqual({
      profile: 0,
      windows: 0,
      verdicts: 0,
      sessions: 0,
      hours: 0,
      audit: bench.log.list({ limit: 1_000 }).length,
      'step-up': 0,
      networks: 0,
      consent: 1,
    });
    expect(after.sessions).toEqual([]);
    expect(after.erasureRequestedAt).toBeNull();
    expect(bench.engine.enrolment().keyboard).toMatchObject({ established: false, windows: 0 });
    expect(bench.told.at(-1)).toBe('forgotten');
    const windows = before.kinds.find(({ kind }) => kind === 'windows')?.records;
    expect(bench.written('erasure-done')).toEqual([{ by: 'user', removedWindows: windows }]);
    expect(bench.written('network-forgotten')).toHaveLength(1);
    expect(bench.written('consent-answered')).toHaveLength(1);
  });

  it('takes the administrator where one is set up', async () => {
    bench.set.hasCodeMethod = true;
    await setAdministrator();
    await bench.calls['erasure.request']({});
    expect(await carryOut()).toMatchObject({ ok: false, code: 'needs-administrator' });
    expect(await carryOut(await bench.codeGrant())).toMatchObject({ ok: false, code: 'needs-administrator' });
    expect(await requestedAt()).not.toBeNull();
    expect(bench.told).toEqual([]);
    expect((await carryOut(await bench.administratorGrant())).ok).toBe(true);
    expect(bench.written('erasure-done')).toEqual([{ by: 'administrator', removedWindows: 0 }]);
  });

  it('takes a code where nobody is, and is refused in doubt', async () => {
    bench.set.hasCodeMethod = true;
    expect(await carryOut()).toMatchObject({ ok: false, code: 'needs-code' });
    const grant = await bench.codeGrant();
    bench.set.isDoubting = true;
    expect(await carryOut(grant)).toMatchObject({ ok: false, code: 'not-allowed' });
    bench.set.isDoubting = false;
    expect((await carryOut(grant)).ok).toBe(true);
    expect(bench.written('erasure-done')).toEqual([{ by: 'employee', removedWindows: 0 }]);
  });
});
