import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Notification } from '../../contract/notification.ts';
import { unwrap } from '../../contract/result.ts';
import { openAccess, type AccessStore } from '../access/access-store.ts';
import { IN_MEMORY } from '../store/database.ts';
import { LONGEST_WAIT_MS, createDelivery, waitAfter, type Attempt, type Delivery, type Send } from './delivery.ts';
import { createFakeTime, type FakeTime } from './fake-time.fixture.ts';
import { createQueue } from './queue.ts';

const BEGIN = Date.parse('2026-03-02T09:00:00Z');
const DAY_MS = 86_400_000;
const KEEP_MS = 7 * DAY_MS;
const SENT: Attempt = { ok: true, message: 'sent' };
const down = (over: Partial<Attempt & { ok: false }> = {}): Attempt => ({
  ok: false,
  message: 'It is down.',
  isPassing: true,
  retryAfterMs: null,
  ...over,
});
const event = (id: string): Notification => ({
  id,
  kind: 'locked',
  at: '2026-03-02T09:00:00Z',
  machine: 'machine-1',
  decisionId: null,
  text: 'x',
});

let time: FakeTime;
let store: AccessStore;
/** What was sent, in order, whatever came of it. */
let sent: string[];
let answer: (id: string, signal: AbortSignal) => Attempt | Promise<Attempt>;
let dropped: [number, string][];
let delivery: Delivery;
const send: Send = async (notification, signal) => {
  sent.push(notification.id);
  return await answer(notification.id, signal);
};
const create = (): Delivery =>
  createDelivery({
    channel: 'webhook',
    queue: createQueue(store.outbox, 'webhook'),
    send,
    keepMs: () => KEEP_MS,
    now: time.now,
    schedule: time.schedule,
    onDropped: (count, message) => {
      dropped.push([count, message]);
    },
  });
/** Until nothing is on its way. */
const atRest = async (): Promise<void> => {
  await vi.waitFor(() => {
    const { waiting, nextAttemptAt } = delivery.state();
    if (waiting > 0 && nextAttemptAt === null) throw new Error('on its way');
  });
};
const pass = async (ms: number): Promise<void> => {
  time.pass(ms);
  await atRest();
};

beforeEach(() => {
  time = createFakeTime(BEGIN);
  store = unwrap(openAccess({ path: IN_MEMORY, key: null }));
  sent = [];
  dropped = [];
  answer = () => SENT;
  delivery = create();
});

describe('the wait after a failure', () => {
  it('doubles from 5 s to an hour', () => {
    const waits = Array.from({ length: 12 }, (_, index) => waitAfter(index + 1, down() as Attempt & { ok: false }));
    expect(waits.map((ms) => ms / 1_000)).toEqual([5, 10, 20, 40, 80, 160, 320, 640, 1_280, 2_560, 3_600, 3_600]);
    expect(waitAfter(5_000, down() as Attempt & { ok: false })).toBe(LONGEST_WAIT_MS);
  });

  it('is an hour where it will not pass by itself', () => {
    expect(waitAfter(1, down({ isPassing: false }) as Attempt & { ok: false })).toBe(LONGEST_WAIT_MS);
  });

  it('is what the receiver asks for, within bounds', () => {
    const asked = (retryAfterMs: number): number => waitAfter(1, down({ retryAfterMs }) as Attempt & { ok: false });
    expect([0, 4_000, 30_000, 90 * 60_000, Infinity].map(asked)).toEqual([5_000, 5_000, 30_000, 3_600_000, 3_600_000]);
  });
});

describe('a delivery', () => {
  it('sends one at a time, in order', async () => {
    let underWay = 0;
    answer = async () => {
      underWay += 1;
      expect(underWay).toBe(1);
      await Promise.resolve();
      underWay -= 1;
      return SENT;
    };
    delivery.turn(true);
    for (const id of ['a', 'b', 'c']) delivery.put(event(id));
    await atRest();
    expect(sent).toEqual(['a', 'b', 'c']);
    expect(delivery.state()).toEqual({
      channel: 'webhook',
      enabled: true,
      waiting: 0,
      dropped: 0,
      problem: null,
      nextAttemptAt: null,
      lastDeliveredAt: '2026-03-02T09:00:00.000Z',
    });
  });

  it('holds the rest back behind what cannot be delivered, and says so', async () => {
    delivery.turn(true);
    answer = () => down();
    for (const id of ['a', 'b']) delivery.put(event(id));
    await atRest();
    expect(delivery.state()).toMatchObject({
      waiting: 2,
      problem: 'It is down.',
      nextAttemptAt: '2026-03-02T09:00:05.000Z',
      lastDeliveredAt: null,
    });
    await pass(4_999);
    expect(sent).toEqual(['a']);
    await pass(1);
    await pass(9_999);
    expect(sent).toEqual(['a', 'a']);
    answer = () => SENT;
    await pass(1);
    expect(sent).toEqual(['a', 'a', 'a', 'b']);
    expect(delivery.state()).toMatchObject({ waiting: 0, problem: null, nextAttemptAt: null });
    answer = () => down();
    delivery.put(event('c'));
    await atRest();
    expect(delivery.state().nextAttemptAt).toBe('2026-03-02T09:00:20.000Z');
  });

  it('survives a send that throws', async () => {
    delivery.turn(true);
    answer = () => {
      throw new Error('Something broke.');
    };
    delivery.put(event('a'));
    await atRest();
    expect(delivery.state()).toMatchObject({ waiting: 1, problem: 'Something broke.' });
  });

  it('goes on after a restart where it was, when it is due', async () => {
    delivery.turn(true);
    answer = () => down({ isPassing: false });
    delivery.put(event('a'));
    await atRest();
    await delivery.close(0);
    expect(time.timers()).toBe(0);
    time.pass(60_000);

    delivery = create();
    delivery.turn(true);
    expect(delivery.state().nextAttemptAt).toBe('2026-03-02T10:00:00.000Z');
    answer = () => SENT;
    await pass(LONGEST_WAIT_MS - 60_000);
    expect(sent).toEqual(['a', 'a']);
    expect(delivery.state().waiting).toBe(0);
  });

  it('is not held up for longer than an hour by a clock that was set back', async () => {
    delivery.turn(true);
    answer = () => down();
    delivery.put(event('a'));
    await atRest();
    await delivery.close(0);
    time.setClock(BEGIN - 30 * DAY_MS);
    delivery = create();
    delivery.turn(true);
    answer = () => SENT;
    await pass(LONGEST_WAIT_MS);
    expect(sent).toEqual(['a', 'a']);
  });

  it('throws away what is too old, but only after it was tried once more', async () => {
    delivery.turn(true);
    answer = () => down();
    delivery.put(event('a'));
    await atRest();
    time.setClock(BEGIN + KEEP_MS + 60_000);
    delivery.put(event('b'));
    answer = (id) => (id === 'a' ? SENT : down());
    await pass(5_000);
    expect(sent).toEqual(['a', 'a', 'b']);
    expect(dropped).toEqual([]);

    time.setClock(BEGIN + 3 * KEEP_MS);
    delivery.put(event('c'));
    await pass(5_000);
    expect(dropped).toEqual([[1, 'What waited for longer than the policy says was thrown away.']]);
    expect(delivery.state()).toMatchObject({ waiting: 1, dropped: 1 });
  });

  it('throws away what was damaged on the disk', async () => {
    store.outbox.put('webhook', {} as Notification, 0);
    delivery.put(event('b'));
    delivery.turn(true);
    await atRest();
    expect(sent).toEqual(['b']);
    expect(dropped).toEqual([[1, 'What was stored cannot be read, so it was thrown away.']]);
  });
});

describe('a delivery that is off', () => {
  it('sends nothing, and throws away what waits', async () => {
    delivery.turn(true);
    answer = () => down();
    for (const id of ['a', 'b']) delivery.put(event(id));
    await atRest();
    delivery.turn(false);
    expect(dropped).toEqual([
      [2, 'The policy does not name this channel any more, so what waited for it was thrown away.'],
    ]);
    expect(delivery.state()).toMatchObject({ enabled: false, waiting: 0, problem: null, nextAttemptAt: null });
    expect(time.timers()).toBe(0);
    await pass(DAY_MS);
    expect(sent).toEqual(['a']);
  });

  it('at the start throws away what an earlier policy wanted sent', () => {
    store.outbox.put('webhook', event('a'), BEGIN);
    delivery.turn(false);
    expect(dropped).toHaveLength(1);
    expect(store.outbox.count('webhook', 0)).toBe(0);
  });

  it('breaks off what is on its way, and can be turned on again', async () => {
    delivery.turn(true);
    answer = (_id, signal) =>
      new Promise((resolve) => {
        signal.addEventListener('abort', () => {
          resolve(down());
        });
      });
    delivery.put(event('a'));
    await vi.waitFor(() => {
      expect(sent).toEqual(['a']);
    });
    delivery.turn(false);
    answer = () => SENT;
    delivery.turn(true);
    delivery.put(event('b'));
    await vi.waitFor(() => {
      expect(sent).toEqual(['a', 'b']);
    });
    await atRest();
    expect(delivery.state()).toMatchObject({ waiting: 0, problem: null });
  });
});

describe('a delivery that is woken', () => {
  it('tries at once', async () => {
    delivery.turn(true);
    answer = () => down({ isPassing: false });
    delivery.put(event('a'));
    await atRest();
    answer = () => SENT;
    delivery.wake();
    await atRest();
    expect(sent).toEqual(['a', 'a']);
    expect(time.timers()).toBe(0);
  });

  it('while it tries, tries again at once', async () => {
    delivery.turn(true);
    let fail = (): void => undefined;
    answer = () =>
      new Promise((resolve) => {
        fail = () => {
          resolve(down({ isPassing: false }));
        };
      });
    delivery.put(event('a'));
    await vi.waitFor(() => {
      expect(sent).toEqual(['a']);
    });
    delivery.wake();
    answer = () => SENT;
    fail();
    await atRest();
    expect(sent).toEqual(['a', 'a']);
  });
});

describe('a delivery that is closed', () => {
  it('lets what is on its way arrive', async () => {
    delivery.turn(true);
    let arrive = (): void => undefined;
    answer = () =>
      new Promise((resolve) => {
        arrive = () => {
          resolve(SENT);
        };
      });
    delivery.put(event('a'));
    await vi.waitFor(() => {
      expect(sent).toEqual(['a']);
    });
    const closed = delivery.close(2_000);
    answer = () => SENT;
    arrive();
    await closed;
    expect(store.outbox.count('webhook', 0)).toBe(0);
    expect(time.timers()).toBe(0);
  });

  it('keeps what does not arrive in time, and what comes later', async () => {
    delivery.turn(true);
    answer = () => new Promise(() => undefined);
    delivery.put(event('a'));
    await vi.waitFor(() => {
      expect(sent).toEqual(['a']);
    });
    const closed = delivery.close(2_000);
    time.pass(2_000);
    await closed;
    delivery.put(event('b'));
    expect(sent).toEqual(['a']);
    expect(store.outbox.count('webhook', 0)).toBe(2);
    expect(time.timers()).toBe(0);
  });
});
