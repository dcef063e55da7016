import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AuditEvent } from '../../contract/audit.ts';
import { doubtsSchema } from '../../contract/history.ts';
import { unwrap } from '../../contract/result.ts';
import { NINE, openBench, type Bench } from '../../tests/support/transparency-bench.ts';

const DAY_MINUTES = 1_440;

let bench: Bench;
beforeEach(() => {
  bench = openBench();
});
afterEach(() => {
  bench.close();
});

const doubt = (decisionId: string): AuditEvent => ({
  kind: 'decision',
  body: { decisionId, action: 'prompt', reason: 'below-prompt', withheld: null, trust: 50, modality: 'keyboard' },
});
const passed: AuditEvent = { kind: 'code-passed', body: { promptId: 'p', method: 'email', driftSeconds: null } };
const locked: AuditEvent = { kind: 'session-locked', body: { by: 'linux' } };

const list = async () => {
  const found = unwrap(await bench.calls['doubts.list']({}));
  expect(doubtsSchema.safeParse(found).success).toBe(true);
  return found;
};
const claim = async (decisionId: string, grant?: string) => bench.calls['doubts.claim']({ decisionId, grant });

describe('the list of doubts', () => {
  it('is empty before there is one', async () => {
    expect(await list()).toEqual({ doubts: [], last30Days: { doubts: 0, falseAlarms: 0 } });
  });

  it('is newest first, and counts the false alarms of the last 30 days', async () => {
    bench.write(-31 * DAY_MINUTES, doubt('old'));
    bench.write(-31 * DAY_MINUTES + 1, passed);
    bench.write(-3, doubt('a'));
    bench.write(-2, passed);
    bench.write(-1, doubt('b'));
    bench.write(0, locked);
    const { doubts, last30Days } = await list();
    expect(doubts.map(({ decisionId, outcome }) => [decisionId, outcome])).toEqual([
      ['b', 'locked'],
      ['a', 'passed'],
      ['old', 'passed'],
    ]);
    expect(last30Days).toEqual({ doubts: 2, falseAlarms: 1 });
  });

  it('shows the newest 500, of many more and of years, and counts all of the last days', async () => {
    for (let day = 400; day > 0; day -= 1) bench.write(-day * DAY_MINUTES, doubt(`day-${String(day)}`));
    for (let minute = 600; minute > 0; minute -= 1) bench.write(-minute * 20, doubt(`minute-${String(minute)}`));
    const { doubts, last30Days } = await list();
    expect(doubts).toHaveLength(500);
    expect(doubts[0]?.decisionId).toBe('minute-1');
    expect(last30Days.doubts).toBe(630);
  });
});

describe('"that was me"', () => {
  it('takes a code, is written down once, and is a false alarm', async () => {
    bench.set.hasCodeMethod = true;
    bench.write(-2, doubt('a'));
    bench.write(-1, locked);
    expect(await claim('a')).toMatchObject({ ok: false, code: 'needs-code' });
    expect((await list()).last30Days.falseAlarms).toBe(0);
    const claimed = unwrap(await claim('a', await bench.codeGrant()));
    expect(claimed.doubts[0]?.claimedAt).toBe('2026-01-05T09:00:00Z');
    expect(claimed.last30Days.falseAlarms).toBe(1);
    expect(unwrap(await claim('a'))).toEqual(claimed);
    expect(bench.written('doubt-claimed')).toEqual([{ decisionId: 'a', by: 'employee' }]);
  });

  it('is said of the whole doubt by any decision of it', async () => {
    bench.write(-2, doubt('a'));
    bench.write(-1, {
      kind: 'decision',
      body: {
        decisionId: 'b',
        action: 'lock',
        reason: 'below-lock',
        withheld: null,
        trust: 20,
        modality: 'keyboard',
      },
    });
    expect(unwrap(await claim('b')).doubts).toEqual([
      expect.objectContaining({ decisionId: 'a', claimedAt: '2026-01-05T09:00:00Z' }),
    ]);
    expect(bench.written('doubt-claimed')).toEqual([{ decisionId: 'a', by: 'user' }]);
  });

  it('is written once though it is said twice at the same time', async () => {
    bench.write(-1, doubt('a'));
    const both = await Promise.all([claim('a'), claim('a')]);
    expect(both.map(({ ok }) => ok)).toEqual([true, true]);
    expect(bench.written('doubt-claimed')).toHaveLength(1);
  });

  it('is refused in doubt, and of what is unknown, without spending the code', async () => {
    bench.set.hasCodeMethod = true;
    bench.write(-1, doubt('a'));
    const grant = await bench.codeGrant();
    bench.set.isDoubting = true;
    expect(await claim('a', grant)).toMatchObject({ ok: false, code: 'not-allowed' });
    bench.set.isDoubting = false;
    expect(await claim('unknown', grant)).toMatchObject({ ok: false, code: 'not-found' });
    expect((await claim('a', grant)).ok).toBe(true);
  });

  it('is not said to be written when it is not, and can be said again', async () => {
    bench.write(-1, doubt('a'));
    bench.set.isLogBroken = true;
    await expect(claim('a')).rejects.toMatchObject({ code: 'storage-unavailable' });
    bench.set.isLogBroken = false;
    expect(unwrap(await claim('a')).doubts[0]?.claimedAt).not.toBeNull();
  });

  it('is known on a clock that was set back', async () => {
    bench.write(0, doubt('a'));
    bench.set.nowMs = NINE - 3_600_000;
    expect(unwrap(await claim('a')).doubts[0]?.claimedAt).toBe('2026-01-05T08:00:00Z');
  });
});
