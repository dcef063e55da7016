import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LONGEST_WAIT_MS, SHORTEST_WAIT_MS, waitAfter } from './back-off.ts';
import { failure } from './receiver.ts';

const PASSING = failure('It is down.');
const LASTING = failure('It refuses.', { isPassing: false });

describe('the wait after a failure', () => {
  it('doubles from 5 s to half an hour, and is spread up to its double', () => {
    expect([1, 2, 3, 9, 10, 50].map((failures) => waitAfter(failures, PASSING, 0))).toEqual([
      5_000, 10_000, 20_000, 1_280_000, 1_800_000, 1_800_000,
    ]);
    expect([1, 2, 50].map((failures) => waitAfter(failures, PASSING, 1))).toEqual([10_000, 20_000, 3_600_000]);
  });

  it('is long at once where nothing will pass by itself', () => {
    expect(waitAfter(1, LASTING, 0)).toBe(1_800_000);
  });

  it('follows the receiver’s wish, within bounds', () => {
    const asked = (retryAfterMs: number) => waitAfter(7, failure('Later.', { retryAfterMs }), 0);
    expect([0, 120_000, 1e9].map(asked)).toEqual([5_000, 120_000, 1_800_000]);
  });

  it('is never shorter than 5 s nor longer than an hour', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 2_000 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.boolean(),
        fc.option(fc.nat()),
        (failures, random, isPassing, retryAfterMs) => {
          const wait = waitAfter(failures, failure('', { isPassing, retryAfterMs }), random);
          expect(wait).toBeGreaterThanOrEqual(SHORTEST_WAIT_MS);
          expect(wait).toBeLessThanOrEqual(LONGEST_WAIT_MS);
        },
      ),
    );
  });
});
