import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AuditEvent } from '../../contract/audit.ts';
import { HISTORY_EVENTS, historySchema } from '../../contract/history.ts';
import { unwrap } from '../../contract/result.ts';
import { EVERY_EVENT, PLANTED } from '../notify/every-event.fixture.ts';
import { NINE, openBench, type Bench } from '../../tests/support/transparency-bench.ts';
import { historyEvents } from './history-events.ts';

const MINUTE_MS = 60_000;
const DAY_MINUTES = 1_440;

let bench: Bench;
beforeEach(() => {
  bench = openBench();
});
afterEach(() => {
  bench.close();
});

const iso = (minute: number): string => new Date(NINE + minute * MINUTE_MS).toISOString();
const ask = async (from: number, to: number, points = 500) =>
  bench.calls['history.show']({ from: iso(from), to: iso(to), points });
/** Of the hours around nine, in minutes. */
const show = async (from = -60, to = 60, points = 500) => {
  const found = unwrap(await ask(from, to, points));
  expect(historySchema.safeParse(found).success).toBe(true);
  return found;
};
const minutesOf = (at: string): number => (Date.parse(at) - NINE) / MINUTE_MS;
const unseenOf = ({ unseen }: Awaited<ReturnType<typeof show>>) =>
  unseen.map(({ from, to, why }) => [minutesOf(from), minutesOf(to), why]);

const locked: AuditEvent = { kind: 'session-locked', body: { by: 'linux' } };
const unlocked: AuditEvent = { kind: 'session-unlocked', body: { by: 'linux' } };
const started = EVERY_EVENT['agent-started'];

describe('a history', () => {
  it('has the verdicts as points, and what happened beside them, oldest first', async () => {
    bench.write(-10, started);
    bench.write(-9, EVERY_EVENT.paused);
    bench.write(-5, EVERY_EVENT.resumed);
    bench.work(300);
    const { points, events, unseen, from, to } = await show();
    expect([from, to]).toEqual([iso(-60), iso(60)]);
    expect(points).toHaveLength(1);
    expect(points[0]).toMatchObject({ at: '2026-01-05T09:00:00.000Z', trust: 100, level: 'learning' });
    expect(points[0]?.windows.keyboard).toBe(points[0]?.abstained.learning);
    expect(events.map(({ at, kind, text }) => [minutesOf(at), kind, text])).toEqual([
      [-10, 'agent-started', 'The agent started, mode enforce.'],
      [-9, 'paused', 'Watching was paused for 10 minutes.'],
      [-5, 'resumed', 'Watching went on.'],
    ]);
    expect(unseen).toEqual([{ from: '2026-01-05T08:51:00Z', to: '2026-01-05T08:55:00Z', why: 'paused' }]);
  });

  it('knows what was so before it, however long before', async () => {
    bench.write(-40 * DAY_MINUTES, started);
    bench.write(-39 * DAY_MINUTES, locked);
    expect(unseenOf(await show())).toEqual([[-60, 60, 'locked']]);
    bench.write(10, unlocked);
    expect(unseenOf(await show())).toEqual([[-60, 10, 'locked']]);
  });

  it('knows an accommodation of months ago, through restarts of the agent', async () => {
    bench.write(-200 * DAY_MINUTES, EVERY_EVENT['accommodation-began']);
    bench.write(-DAY_MINUTES, EVERY_EVENT['agent-stopped']);
    bench.write(-30, started);
    bench.write(30, EVERY_EVENT['accommodation-ended']);
    expect(unseenOf(await show())).toEqual([
      [-60, -30, 'not-running'],
      [-30, 30, 'accommodated'],
    ]);
    // It was over by then.
    expect(unseenOf(await show(40, 50))).toEqual([]);
  });

  it('tells since when an agent was away that was killed: since it last judged', async () => {
    bench.write(-50, started);
    bench.work(300);
    bench.write(20, started);
    expect(unseenOf(await show())).toEqual([[0, 20, 'not-running']]);
  });

  it('is of at most 31 days, and begins before it ends', async () => {
    expect((await ask(0, 31 * DAY_MINUTES)).ok).toBe(true);
    expect(await ask(0, 31 * DAY_MINUTES + 1)).toMatchObject({ ok: false, code: 'usage' });
    expect(await ask(1, 0)).toMatchObject({ ok: false, code: 'usage' });
    expect(unwrap(await ask(0, 0))).toMatchObject({ points: [], events: [], unseen: [] });
  });

  it('shows the newest events of very many, and still all stretches without sight', async () => {
    bench.write(-59, locked);
    bench.write(-58, unlocked);
    for (let count = 0; count < 5_100; count += 1) bench.write(0, EVERY_EVENT['coverage-gap']);
    bench.write(1, locked);
    const found = await show();
    expect(found.events).toHaveLength(5_000);
    expect(found.events.at(-1)?.kind).toBe('session-locked');
    expect(unseenOf(found)).toEqual([
      [-59, -58, 'locked'],
      [1, 60, 'locked'],
    ]);
  });
});

describe('the events of a history', () => {
  const records = Object.values(EVERY_EVENT).map(({ kind, body }, index) => ({
    seq: index + 1,
    at: '2026-01-05T09:00:00Z',
    kind,
    body,
  }));

  it('are these, each with one sentence, and nothing in it that somebody else has said or that is for auditors', () => {
    const events = historyEvents(records);
    expect(events.map(({ kind }) => kind).sort()).toEqual([...HISTORY_EVENTS].sort());
    for (const { text } of events) {
      expect(text).toMatch(/^[A-Z].*\.$/);
      for (const planted of PLANTED) expect(text).not.toContain(planted);
    }
    for (const fault of ['wrong', 'replayed', 'old', 'early', 'expired', 'malformed'] as const) {
      const body = { ...EVERY_EVENT['code-refused'].body, fault };
      const shown = historyEvents([{ seq: 1, at: '2026-01-05T09:00:00Z', kind: 'code-refused', body }]);
      expect(shown).toEqual([
        {
          at: '2026-01-05T09:00:00Z',
          kind: 'code-refused',
          action: null,
          withheld: null,
          decisionId: null,
          text: 'A code was not accepted.',
        },
      ]);
    }
  });

  it('tell of decisions what was done, what was held back, and why', () => {
    const decided = (changes: object) =>
      historyEvents([
        { seq: 1, at: '2026-01-05T09:00:00Z', kind: 'decision', body: { ...EVERY_EVENT.decision.body, ...changes } },
      ])[0];
    expect(decided({})).toEqual({
      at: '2026-01-05T09:00:00Z',
      kind: 'decision',
      action: 'prompt',
      withheld: null,
      decisionId: 'decision-1',
      text: 'Trust was 17 of 100: you were asked whether it is you.',
    });
    expect(decided({ action: 'none', withheld: 'lock' })).toMatchObject({
      withheld: 'lock',
      text: 'Trust was 17 of 100; by the mode or an unready baseline nothing was done.',
    });
    expect(decided({ action: 'none', reason: 'recovered' })?.text).toMatch(/the doubt is over/);
    expect(decided({ action: 'lock', reason: 'inactive', modality: 'none' })?.text).toMatch(/^Nobody was there/);
    expect(decided({ reason: 'recheck', modality: 'none' })?.text).toMatch(/^By a rule of the session/);
    expect(decided({ action: 'lock', reason: 'agent-death', modality: 'none' })?.text).toMatch(/ended by force/);
  });

  it('are not made of records of another form', () => {
    expect(historyEvents([{ seq: 1, at: '2026-01-05T09:00:00Z', kind: 'paused', body: {} }])).toEqual([]);
  });
});
