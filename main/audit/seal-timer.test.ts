import { beforeEach, describe, expect, it } from 'vitest';
import { createSealTimer, type SealTimer } from './seal-timer.ts';

let timers: { readonly callback: () => void; readonly ms: number }[] = [];
let sealed = 0;
let canSeal = true;
let timer: SealTimer;

beforeEach(() => {
  timers = [];
  sealed = 0;
  canSeal = true;
  timer = createSealTimer(
    () => {
      if (canSeal) sealed += 1;
      return canSeal;
    },
    (callback, ms) => {
      const entry = { callback, ms };
      timers.push(entry);
      return () => {
        timers = timers.filter((other) => other !== entry);
      };
    },
  );
});

const pass = (): void => {
  for (const { callback } of timers.splice(0)) callback();
};

describe('records are sealed', () => {
  it('a minute after the first that is not, however many follow it', () => {
    for (const count of [1, 2, 999]) timer.unsealed(count);
    expect(timers.map(({ ms }) => ms)).toEqual([60_000]);
    expect(sealed).toBe(0);
    pass();
    expect(sealed).toBe(1);
    expect(timers).toEqual([]);
  });

  it('at once when there are a thousand', () => {
    timer.unsealed(1);
    timer.unsealed(1_000);
    expect(sealed).toBe(1);
    expect(timers).toEqual([]);
  });

  it('again later where it could not be done', () => {
    canSeal = false;
    timer.unsealed(1_000);
    timer.unsealed(1_001);
    expect(timers).toHaveLength(1);
    pass();
    expect(timers).toHaveLength(1);
    canSeal = true;
    pass();
    expect([sealed, timers.length]).toEqual([1, 0]);
  });

  it('not after all where somebody else sealed them, or the log is closed', () => {
    timer.unsealed(1);
    timer.unsealed(0);
    expect(timers).toEqual([]);
    timer.unsealed(1);
    timer.stop();
    expect(timers).toEqual([]);
  });

  it('by their number alone without a schedule', () => {
    const plain = createSealTimer(() => {
      sealed += 1;
      return true;
    }, undefined);
    plain.unsealed(999);
    expect(sealed).toBe(0);
    plain.unsealed(1_000);
    expect(sealed).toBe(1);
  });
});
