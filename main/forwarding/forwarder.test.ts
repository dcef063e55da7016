import { describe, expect, it } from 'vitest';
import type { AuditEvent } from '../../contract/audit.ts';
import { createFakeTime } from '../notify/fake-time.fixture.ts';
import { createFactsFixture, createLogFixture, linkAt, unlocked } from './bench.fixture.ts';
import { MOST_AT_ONCE } from './batches.ts';
import { createForwarder, type Forwarder } from './forwarder.ts';
import { failure, type Outcome, type Outgoing, type Receiver } from './receiver.ts';

const BEGIN = Date.parse('2026-03-02T09:00:00Z');
const MINUTE_MS = 60_000;
const OK: Outcome = { ok: true };
const DOWN = failure('It is down.');

/** Everything that waits for nothing but promises. */
const settle = async (): Promise<void> => {
  for (let turn = 0; turn < 200; turn += 1) await Promise.resolve();
};

/** A log, a clock, and a receiver that answers as it is told, then as it was told last. */
const bench = () => {
  const log = createLogFixture();
  const facts = createFactsFixture();
  const time = createFakeTime(BEGIN);
  const audited: AuditEvent[] = [];
  const faults: unknown[] = [];
  const batches: (readonly Outgoing[])[] = [];
  const answers: Outcome[] = [];
  let last: Outcome = OK;
  const receiver: Receiver = {
    send: (batch) => {
      batches.push(batch);
      last = answers.shift() ?? last;
      return Promise.resolve(last);
    },
    test: () => Promise.resolve({ ok: true, message: '' }),
  };
  const start = (): Forwarder =>
    createForwarder('elastic', {
      reading: log.reading,
      facts,
      audit: (event) => {
        audited.push(event);
      },
      now: time.now,
      schedule: time.schedule,
      random: () => 0,
      onFault: (cause) => faults.push(cause),
    });
  const pass = async (ms: number): Promise<void> => {
    time.pass(ms);
    await settle();
  };
  const write = (forwarder: Forwarder, count: number): void => {
    for (let each = 0; each < count; each += 1) {
      log.append(unlocked(each));
      forwarder.appended();
    }
  };
  return {
    log,
    facts,
    audited,
    faults,
    batches,
    answers,
    receiver,
    to: { receiver, destination: 'https://search.example, samehand-audit, ecs' },
    start,
    pass,
    write,
    sent: () => batches.map((batch) => batch.map(({ record }) => record.seq)),
  };
};

const upTo = (last: number, first = 1): number[] =>
  Array.from({ length: last - first + 1 }, (_, index) => first + index);

describe('records', () => {
  it('that were there before it was turned on are not sent', async () => {
    const { log, start, pass, write, to, sent } = bench();
    for (const each of [1, 2, 3]) log.append(unlocked(each));
    const forwarder = start();
    forwarder.turn(to);
    await settle();
    write(forwarder, 2);
    await pass(0);
    expect(sent()).toEqual([[4, 5]]);
    expect(forwarder.deliveredSeq()).toBe(5);
  });

  it('that are written while it is asked where to begin are, be it with some from before', async () => {
    const { log, start, pass, write, to, sent } = bench();
    log.append(unlocked(1));
    const forwarder = start();
    forwarder.turn(to);
    write(forwarder, 2);
    await settle();
    await pass(0);
    expect(sent().flat()).toEqual(expect.arrayContaining([2, 3]));
  });

  it('go out at once, then in batches of what two seconds bring', async () => {
    const { start, pass, write, to, sent } = bench();
    const forwarder = start();
    forwarder.turn(to);
    await settle();
    write(forwarder, 1);
    await pass(0);
    write(forwarder, 3);
    await pass(1_999);
    expect(sent()).toEqual([[1]]);
    await pass(1);
    expect(sent()).toEqual([[1], [2, 3, 4]]);
  });

  it('of a queue go out one batch after the other', async () => {
    const { start, pass, write, to, sent } = bench();
    const forwarder = start();
    forwarder.turn(to);
    await settle();
    write(forwarder, 2 * MOST_AT_ONCE + 1);
    await pass(0);
    expect(sent()).toEqual([upTo(500), upTo(1_000, 501), [1_001]]);
  });

  it('carry the chain’s link at the last of a batch', async () => {
    const { start, pass, write, to, batches } = bench();
    const forwarder = start();
    forwarder.turn(to);
    await settle();
    write(forwarder, 3);
    await pass(0);
    expect(batches[0]?.map(({ link }) => link)).toEqual([null, null, linkAt(3)]);
  });

  it('go on after a restart where they ended, and what was not confirmed goes again', async () => {
    const { start, pass, write, to, sent, answers } = bench();
    const first = start();
    first.turn(to);
    await settle();
    write(first, 2);
    await pass(0);
    answers.push(DOWN);
    write(first, 2);
    await pass(2_000);
    await first.close(0);
    answers.push(OK);
    const second = start();
    second.turn(to);
    await settle();
    expect(sent()).toEqual([
      [1, 2],
      [3, 4],
      [3, 4],
    ]);
    expect(second.deliveredSeq()).toBe(4);
  });
});

describe('a log', () => {
  const delivered = async (count: number) => {
    const all = bench();
    const forwarder = all.start();
    forwarder.turn(all.to);
    await settle();
    all.write(forwarder, count);
    await all.pass(0);
    await forwarder.close(0);
    all.batches.length = 0;
    return all;
  };

  it('that began anew is sent from its first record, be it shorter or longer than the one before', async () => {
    for (const length of [2, 9]) {
      const { log, start, to, sent } = await delivered(5);
      log.beginAnew();
      for (const each of upTo(length)) log.append(unlocked(each + 1_000));
      const forwarder = start();
      forwarder.turn(to);
      await settle();
      expect(sent()).toEqual([upTo(length)]);
    }
  });

  it('that retention has shortened is not taken for another', async () => {
    const { log, start, to, sent } = await delivered(5);
    log.append(unlocked(6));
    log.trim(5);
    const forwarder = start();
    forwarder.turn(to);
    await settle();
    expect(sent()).toEqual([[6]]);
  });

  it('that cannot be read is tried again later', async () => {
    const { start, to, log, pass, sent } = await delivered(1);
    const { after } = log.reading;
    let isBroken = true;
    Object.assign(log.reading, {
      after: (...args: Parameters<typeof after>) =>
        isBroken ? Promise.reject(new Error('The audit log cannot be read.')) : after(...args),
    });
    log.append(unlocked(2));
    const forwarder = start();
    forwarder.turn(to);
    await settle();
    expect(await forwarder.state()).toMatchObject({ problem: 'The audit log cannot be read.', waiting: 1 });
    isBroken = false;
    await pass(5_000);
    expect(sent()).toEqual([[2]]);
  });
});

describe('a receiver', () => {
  it('that takes some of a batch is sent the rest, not the whole', async () => {
    const { start, pass, write, to, sent, answers } = bench();
    answers.push(failure('It is full.', { arrived: 2 }), OK);
    const forwarder = start();
    forwarder.turn(to);
    await settle();
    write(forwarder, 4);
    await pass(0);
    expect(forwarder.deliveredSeq()).toBe(2);
    await pass(5_000);
    expect(sent()).toEqual([
      [1, 2, 3, 4],
      [3, 4],
    ]);
  });

  it('that finds a batch too large gets smaller ones at once', async () => {
    const { start, pass, write, to, sent, answers } = bench();
    const large = failure('Too large.', { isTooLarge: true, isPassing: false });
    answers.push(large, large, OK);
    const forwarder = start();
    forwarder.turn(to);
    await settle();
    write(forwarder, 8);
    await pass(0);
    expect(sent()).toEqual([upTo(8), upTo(4), upTo(2), upTo(4, 3), upTo(6, 5), upTo(8, 7)]);
  });

  it('that is down is asked ever more rarely, whatever is written meanwhile', async () => {
    const { start, pass, write, to, sent, answers } = bench();
    answers.push(DOWN);
    const forwarder = start();
    forwarder.turn(to);
    await settle();
    write(forwarder, 1);
    await pass(0);
    for (const [ms, attempts] of [
      [4_999, 1],
      [1, 2],
      [9_999, 2],
      [1, 3],
      [20_000, 4],
    ] as const) {
      write(forwarder, 1);
      await pass(ms);
      expect(sent()).toHaveLength(attempts);
    }
    expect(await forwarder.state()).toEqual({
      forwarder: 'elastic',
      enabled: true,
      destination: 'https://search.example, samehand-audit, ecs',
      waiting: 6,
      deliveredSeq: 0,
      problem: 'It is down.',
      nextAttemptAt: new Date(BEGIN + 75_000).toISOString(),
      lastDeliveredAt: null,
    });
  });

  it('is asked at once when something has changed for the better', async () => {
    const { start, pass, write, to, sent, answers } = bench();
    answers.push(DOWN, OK);
    const forwarder = start();
    forwarder.turn(to);
    await settle();
    write(forwarder, 1);
    await pass(0);
    forwarder.retry();
    await settle();
    expect(sent()).toEqual([[1], [1]]);
    expect(await forwarder.state()).toMatchObject({
      problem: null,
      nextAttemptAt: null,
      waiting: 0,
      lastDeliveredAt: new Date(BEGIN).toISOString(),
    });
  });

  it('that fails for a minute is written down once, and again when it is back', async () => {
    const { start, pass, write, to, audited, answers } = bench();
    answers.push(DOWN);
    const forwarder = start();
    forwarder.turn(to);
    await settle();
    write(forwarder, 3);
    await pass(0);
    await pass(MINUTE_MS / 2);
    expect(audited).toEqual([]);
    await pass(10 * MINUTE_MS);
    answers.push(OK);
    await pass(60 * MINUTE_MS);
    expect(audited).toEqual([
      { kind: 'forwarding-failed', body: { forwarder: 'elastic', waiting: 3, message: 'It is down.' } },
      { kind: 'forwarding-recovered', body: { forwarder: 'elastic' } },
    ]);
  });

  it('that refuses for good is written down at once', async () => {
    const { start, pass, write, to, audited, answers } = bench();
    answers.push(failure('It refuses the login.', { isPassing: false }));
    const forwarder = start();
    forwarder.turn(to);
    await settle();
    write(forwarder, 1);
    await pass(0);
    expect(audited.map(({ kind }) => kind)).toEqual(['forwarding-failed']);
  });

  it('that the policy names no more is forgotten', async () => {
    const { start, pass, write, to, sent } = bench();
    const forwarder = start();
    forwarder.turn(to);
    await settle();
    write(forwarder, 2);
    await pass(0);
    forwarder.turn(null);
    write(forwarder, 2);
    await pass(MINUTE_MS);
    expect(await forwarder.state()).toMatchObject({ enabled: false, destination: null, waiting: 0, deliveredSeq: 0 });
    forwarder.turn(to);
    await settle();
    write(forwarder, 1);
    await pass(0);
    expect(sent()).toEqual([[1, 2], [5]]);
  });

  it('that changes its address goes on where the other was, and hears nothing of the other’s failure', async () => {
    const { start, pass, write, to, sent, answers, audited } = bench();
    answers.push(DOWN, OK);
    const forwarder = start();
    forwarder.turn(to);
    await settle();
    write(forwarder, 2);
    await pass(0);
    forwarder.turn({ ...to, destination: 'https://other.example' });
    await settle();
    expect(sent()).toEqual([
      [1, 2],
      [1, 2],
    ]);
    expect(audited).toEqual([]);
  });
});

describe('the end', () => {
  it('waits for what is there to leave, but not for who is down', async () => {
    const { start, write, to, sent, answers } = bench();
    const forwarder = start();
    forwarder.turn(to);
    await settle();
    write(forwarder, 2);
    await forwarder.close(2_000);
    expect(sent()).toEqual([[1, 2]]);
    const other = bench();
    other.answers.push(DOWN);
    const failing = other.start();
    failing.turn(other.to);
    await settle();
    other.write(failing, 1);
    await other.pass(0);
    await failing.close(2_000);
    expect(other.sent()).toEqual([[1]]);
    expect(answers).toEqual([]);
  });

  it('does not wait for a receiver that does not answer', async () => {
    const { start, pass, write, to, receiver } = bench();
    let wasBrokenOff = false;
    const forwarder = start();
    forwarder.turn({
      ...to,
      receiver: {
        ...receiver,
        send: (_batch, signal) =>
          new Promise((resolve) => {
            signal.addEventListener('abort', () => {
              wasBrokenOff = true;
              resolve(DOWN);
            });
          }),
      },
    });
    await settle();
    write(forwarder, 1);
    await pass(0);
    const closed = forwarder.close(2_000);
    await pass(2_000);
    await closed;
    expect(wasBrokenOff).toBe(true);
    expect(forwarder.deliveredSeq()).toBe(0);
  });
});

describe('a disk', () => {
  it('that takes no cursor keeps nobody from sending, and is told of', async () => {
    const { facts, start, pass, write, to, sent, faults } = bench();
    Object.assign(facts, {
      set: () => {
        throw new Error('The disk is full.');
      },
    });
    const forwarder = start();
    forwarder.turn(to);
    await settle();
    write(forwarder, 2);
    await pass(0);
    write(forwarder, 1);
    await pass(2_000);
    expect(sent()).toEqual([[1, 2], [3]]);
    expect(faults.length).toBeGreaterThan(0);
  });
});
