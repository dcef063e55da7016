import { describe, expect, it } from 'vitest';
import { createOutbox } from './outbox.ts';

const setUp = () => {
  const sent: number[] = [];
  const unfinished: (() => void)[] = [];
  const outbox = createOutbox<number>({
    capacity: 3,
    inFlight: 2,
    send: (item, done) => {
      sent.push(item);
      unfinished.push(done);
    },
  });
  return { ...outbox, sent, finishOne: () => unfinished.shift()?.() };
};

describe('outbox', () => {
  it('sends at once while the channel takes it, in order', () => {
    const { offer, sent, finishOne } = setUp();
    expect([1, 2, 3].map(offer)).toEqual([true, true, true]);
    expect(sent).toEqual([1, 2]);
    finishOne();
    expect(sent).toEqual([1, 2, 3]);
  });

  it('refuses what no longer fits, and takes again once the channel moves', () => {
    const { offer, sent, finishOne } = setUp();
    expect([1, 2, 3, 4, 5, 6].map(offer)).toEqual([true, true, true, true, true, false]);
    finishOne();
    expect(offer(7)).toBe(true);
    for (let left = 6; left > 0; left--) finishOne();
    expect(sent).toEqual([1, 2, 3, 4, 5, 7]);
  });

  it('is drained when all is written, and when nothing was offered', async () => {
    const { offer, drained, finishOne } = setUp();
    await drained();
    offer(1);
    offer(2);
    let done = false;
    const waiting = drained().then(() => (done = true));
    finishOne();
    await Promise.resolve();
    expect(done).toBe(false);
    finishOne();
    await waiting;
    expect(done).toBe(true);
  });
});
