import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CONSENT_VERSION } from '../../contract/consent.ts';
import { unwrap } from '../../contract/result.ts';
import { DATA_KINDS, storedDataSchema } from '../../contract/stored-data.ts';
import { openBench, type Bench } from '../../tests/support/transparency-bench.ts';
import { AUTHENTICATOR, EMAIL } from '../step-up/set-up.ts';

let bench: Bench;
beforeEach(() => {
  bench = openBench();
});
afterEach(() => {
  bench.close();
});

const show = async () => {
  const found = unwrap(await bench.calls['data.show']({}));
  expect(storedDataSchema.safeParse(found).success).toBe(true);
  return found;
};
const kindOf = async (kind: string) => (await show()).kinds.find((each) => each.kind === kind);

describe('what is stored about an employee', () => {
  it('is told by kind, of all kinds, with how long each is kept', async () => {
    const { user, kinds, bytes, sessions, erasureRequestedAt } = await show();
    expect([user, bytes, sessions, erasureRequestedAt]).toEqual(['u', 4_096, [], null]);
    expect(kinds.map(({ kind }) => kind)).toEqual(DATA_KINDS);
    expect(
      kinds.every(({ records, oldestAt, newestAt }) => records === 0 && oldestAt === null && newestAt === null),
    ).toBe(true);
    bench.work(300);
    const { retention } = bench.set.policy;
    const days = { windowDays: 7, verdictDays: 5, sessionDays: 9, auditDays: 40, networkDays: 50 };
    bench.set.policy = { ...bench.set.policy, retention: { ...retention, ...days } };
    bench.engine.configure(bench.set.policy);
    const later = await show();
    expect(later.sessions).toHaveLength(1);
    expect(Object.fromEntries(later.kinds.map(({ kind, keptDays }) => [kind, keptDays]))).toEqual({
      profile: null,
      windows: 7,
      verdicts: 5,
      sessions: 9,
      hours: null,
      audit: 40,
      'step-up': null,
      networks: 50,
      consent: null,
    });
    expect(later.kinds.find(({ kind }) => kind === 'verdicts')?.records).toBeGreaterThan(20);
  });

  it('counts the audit log, what codes are made with, networks and the answer', async () => {
    bench.write(-5, { kind: 'agent-stopped', body: { reason: 'x' } });
    bench.write(-1, { kind: 'resumed', body: { by: 'timer' } });
    expect(await kindOf('audit')).toMatchObject({
      records: 2,
      oldestAt: '2026-01-05T08:55:00Z',
      newestAt: '2026-01-05T08:59:00Z',
    });
    bench.facts.set(AUTHENTICATOR, { enrolledAt: '2026-01-02T00:00:00.000Z', lastStep: 5, driftSeconds: null });
    bench.facts.set(EMAIL, { address: 'ada@example.org', confirmedAt: '2026-01-01T00:00:00.000Z' });
    expect(await kindOf('step-up')).toMatchObject({
      records: 2,
      oldestAt: '2026-01-01T00:00:00.000Z',
      newestAt: '2026-01-02T00:00:00.000Z',
    });
    bench.networks.seen('home');
    bench.set.nowMs += 60_000;
    bench.networks.seen('office');
    expect(await kindOf('networks')).toMatchObject({
      records: 2,
      oldestAt: '2026-01-05T09:00:00.000Z',
      newestAt: '2026-01-05T09:01:00.000Z',
    });
    await bench.calls['consent.answer']({
      version: CONSENT_VERSION,
      answer: 'refused',
      language: 'en',
      grant: undefined,
    });
    expect(await kindOf('consent')).toMatchObject({ records: 1, oldestAt: '2026-01-05T09:01:00Z' });
  });
});
