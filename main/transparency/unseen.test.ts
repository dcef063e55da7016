import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AuditEvent, AuditRecord } from '../../contract/audit.ts';
import { historySchema } from '../../contract/history.ts';
import { isoSeconds } from './iso-seconds.ts';
import { unseenBetween } from './unseen.ts';

const NINE = Date.UTC(2026, 0, 5, 9);
const MINUTE_MS = 60_000;

const started: AuditEvent = { kind: 'agent-started', body: { version: '1', mode: 'enforce', platform: 'linux' } };
const stopped: AuditEvent = { kind: 'agent-stopped', body: { reason: 'SIGTERM' } };
const locked: AuditEvent = { kind: 'session-locked', body: { by: 'linux' } };
const unlocked: AuditEvent = { kind: 'session-unlocked', body: { by: 'linux' } };
const paused: AuditEvent = { kind: 'paused', body: { minutes: 15, by: 'employee' } };
const resumed: AuditEvent = { kind: 'resumed', body: { by: 'timer' } };
const began: AuditEvent = { kind: 'accommodation-began', body: { until: '2026-02-01', by: 'administrator' } };
const ended: AuditEvent = { kind: 'accommodation-ended', body: { by: 'timer' } };
const sensor = (state: string): AuditEvent => ({ kind: 'sensor-state', body: { state, reason: '', restarts: 0 } });
const excluded = (by: 'application' | 'time' | 'nothing'): AuditEvent => ({ kind: 'excluded', body: { by } });
const away = (is: boolean): AuditEvent => ({ kind: 'user-switched', body: { away: is } });

/** Minutes after nine, and what was written then. */
type Entry = readonly [number, AuditEvent];
const recordsOf = (entries: readonly Entry[]): AuditRecord[] =>
  entries.map(([minute, { kind, body }], index) => ({
    seq: index + 1,
    at: isoSeconds(NINE + minute * MINUTE_MS),
    kind,
    body,
  }));
const minutesOf = (at: string): number => (Date.parse(at) - NINE) / MINUTE_MS;
/** Stretches within the hour from nine to ten, in minutes. */
const unseen = (entries: readonly Entry[], judgedAt: readonly number[] = []): readonly (readonly unknown[])[] =>
  unseenBetween(
    recordsOf(entries),
    NINE,
    NINE + 60 * MINUTE_MS,
    judgedAt.map((minute) => NINE + minute * MINUTE_MS),
  ).map(({ from, to, why }) => [minutesOf(from), minutesOf(to), why]);

describe('stretches in which nothing was seen', () => {
  it.each<[string, readonly Entry[], readonly unknown[]]>([
    [
      'locked',
      [
        [10, locked],
        [20, unlocked],
      ],
      [10, 20, 'locked'],
    ],
    [
      'another user in front',
      [
        [10, away(true)],
        [20, away(false)],
      ],
      [10, 20, 'locked'],
    ],
    [
      'paused',
      [
        [10, paused],
        [25, resumed],
      ],
      [10, 25, 'paused'],
    ],
    [
      'accommodated',
      [
        [10, began],
        [25, ended],
      ],
      [10, 25, 'accommodated'],
    ],
    [
      'excluded',
      [
        [10, excluded('time')],
        [15, excluded('application')],
        [25, excluded('nothing')],
      ],
      [10, 25, 'excluded'],
    ],
    [
      'the sensor',
      [
        [10, sensor('degraded')],
        [12, sensor('restarting')],
        [14, sensor('running')],
      ],
      [10, 14, 'sensor'],
    ],
    [
      'not running',
      [
        [10, stopped],
        [14, started],
      ],
      [10, 14, 'not-running'],
    ],
  ])('are told with why: %s', (_, entries, stretch) => {
    expect(unseen(entries)).toEqual([stretch]);
  });

  it('begin before the time that is asked about, and go on to its end', () => {
    expect(unseen([[-600, locked]])).toEqual([[0, 60, 'locked']]);
    expect(
      unseen([
        [-10_000, began],
        [-30, paused],
        [-10, resumed],
      ]),
    ).toEqual([[0, 60, 'accommodated']]);
    expect(
      unseen([
        [-20, locked],
        [-10, unlocked],
      ]),
    ).toEqual([]);
    expect(unseen([[50, stopped]])).toEqual([[50, 60, 'not-running']]);
    expect(unseen([[70, locked]])).toEqual([]);
  });

  it('have one reason at a time: that of the agent’s state', () => {
    expect(
      unseen([
        [5, paused],
        [10, locked],
        [20, unlocked],
        [30, resumed],
      ]),
    ).toEqual([
      [5, 10, 'paused'],
      [10, 20, 'locked'],
      [20, 30, 'paused'],
    ]);
    expect(
      unseen([
        [10, locked],
        [12, stopped],
        [30, started],
      ]),
    ).toEqual([
      [10, 12, 'locked'],
      [12, 30, 'not-running'],
    ]);
  });

  it('end with the agent, which looks anew when it starts: all but an accommodation', () => {
    const all: readonly Entry[] = [
      [1, began],
      [2, sensor('degraded')],
      [3, paused],
      [4, excluded('time')],
      [5, locked],
    ];
    expect(unseen([...all, [10, stopped], [20, started]])).toEqual([
      [1, 3, 'accommodated'],
      [3, 5, 'paused'],
      [5, 10, 'locked'],
      [10, 20, 'not-running'],
      [20, 60, 'accommodated'],
    ]);
  });

  it('are known of an agent that was killed: since it was last heard of, or judged', () => {
    expect(
      unseen([
        [5, started],
        [40, started],
      ]),
    ).toEqual([[5, 40, 'not-running']]);
    expect(
      unseen(
        [
          [5, started],
          [40, started],
        ],
        [7, 30, 45],
      ),
    ).toEqual([[30, 40, 'not-running']]);
    // Nothing is known of what was before the first record.
    expect(unseen([[40, started]], [7])).toEqual([]);
  });

  it('reach back to the start of an agent that found the workstation locked', () => {
    expect(
      unseen([
        [5, stopped],
        [10, started],
        [30, unlocked],
      ]),
    ).toEqual([
      [5, 10, 'not-running'],
      [10, 30, 'locked'],
    ]);
  });

  it('tell a lock from another user in front, which ends without it', () => {
    const entries: readonly Entry[] = [
      [1, started],
      [10, locked],
      [12, away(true)],
      [14, away(false)],
      [20, unlocked],
      [30, unlocked],
    ];
    expect(unseen(entries)).toEqual([[10, 20, 'locked']]);
    expect(
      unseen([
        [1, started],
        [10, away(true)],
        [11, locked],
        [12, unlocked],
        [20, away(false)],
      ]),
    ).toEqual([[10, 20, 'locked']]);
  });

  it('are not made of records of another form', () => {
    const records = [{ seq: 1, at: isoSeconds(NINE), kind: 'paused', body: { minutes: 'many' } }];
    expect(unseenBetween(records, NINE, NINE + MINUTE_MS)).toEqual([]);
  });

  it('are within the two times, to the second, in order, and never at the same time', () => {
    const event = fc.constantFrom(
      started,
      stopped,
      locked,
      unlocked,
      paused,
      resumed,
      began,
      ended,
      sensor('running'),
      sensor('degraded'),
      excluded('time'),
      excluded('nothing'),
      away(true),
      away(false),
    );
    const entry = fc.tuple(fc.integer({ min: -50, max: 110 }), event);
    fc.assert(
      fc.property(
        fc.array(entry, { maxLength: 25 }),
        fc.integer({ min: 0, max: 3_600_000 }),
        fc.integer({ min: 0, max: 3_600_000 }),
        (entries, one, other) => {
          const [from, to] = [NINE + Math.min(one, other), NINE + Math.max(one, other)];
          const sorted = entries.toSorted(([a], [b]) => a - b);
          const found = unseenBetween(recordsOf(sorted), from, to);
          expect(historySchema.shape.unseen.safeParse(found).success).toBe(true);
          let last = from;
          for (const stretch of found) {
            expect(Date.parse(stretch.from)).toBeGreaterThanOrEqual(last);
            expect(Date.parse(stretch.to)).toBeGreaterThan(Date.parse(stretch.from));
            last = Date.parse(stretch.to);
          }
          expect(last).toBeLessThanOrEqual(to);
        },
      ),
      { numRuns: 500 },
    );
  });
});
