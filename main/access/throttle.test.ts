import fc from 'fast-check';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { unwrap } from '../../contract/result.ts';
import { IN_MEMORY } from '../store/database.ts';
import { openAccess, type AccessStore } from './access-store.ts';
import { MOST_FAILURES, createThrottle, type Throttle } from './throttle.ts';

const KEY = new Uint8Array(32).fill(4);
const DAY_S = 86_400;
let folder = '';
let store: AccessStore;
let wall = 0;
let monotonic = 0;

const throttle = (): Throttle =>
  createThrottle({
    facts: store.facts,
    name: 'test',
    freeFailures: () => 3,
    now: () => wall,
    monotonicMs: () => monotonic,
  });
/** A new process: its monotonic clock has begun anew. */
const restart = (): Throttle => {
  store.close();
  store = unwrap(openAccess({ path: join(folder, 'access.db'), key: KEY }));
  monotonic = 5;
  return throttle();
};
const pass = (seconds: number): void => {
  wall += seconds * 1_000;
  monotonic += seconds * 1_000;
};

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'samehand-throttle-'));
  store = unwrap(openAccess({ path: join(folder, 'access.db'), key: KEY }));
  wall = Date.UTC(2026, 0, 5, 9);
  monotonic = 1_000;
});
afterEach(() => {
  store.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('a throttle', () => {
  it('waits from the third failure on, 30 s doubled up to an hour, and ends at a hundred', () => {
    let each = throttle();
    const waits: (number | null)[] = [];
    for (let failure = 1; failure <= MOST_FAILURES; failure += 1) {
      each.failed();
      waits.push(each.wait());
      pass(3_600);
    }
    expect(waits.slice(0, 11)).toEqual([0, 0, 30, 60, 120, 240, 480, 960, 1_920, 3_600, 3_600]);
    expect(waits.slice(-2)).toEqual([3_600, null]);
    pass(365 * DAY_S);
    expect(each.state()).toEqual({ failures: 100, blockedUntil: null, exhausted: true });
    each = restart();
    expect(each.wait()).toBeNull();
    each.reset();
    expect(each.wait()).toBe(0);
  });

  it('goes on across a restart, and is forgotten after a success', () => {
    let each = throttle();
    for (let failure = 0; failure < 4; failure += 1) each.failed();
    expect(each.state()).toEqual({ failures: 4, blockedUntil: wall + 60_000, exhausted: false });
    pass(20);
    each = restart();
    expect(each.wait()).toBe(40);
    pass(40);
    expect(each.wait()).toBe(0);
    each.succeeded();
    expect(restart().state()).toEqual({ failures: 0, blockedUntil: null, exhausted: false });
  });

  it.each([DAY_S, -DAY_S])('waits as long when the clock is set by %i s meanwhile', (seconds) => {
    const each = throttle();
    for (let failure = 0; failure < 3; failure += 1) each.failed();
    pass(10);
    wall += seconds * 1_000;
    expect(each.wait()).toBe(20);
    expect(each.state().blockedUntil).toBe(wall + 20_000);
  });

  it('waits no longer than the whole wait when the clock was set back between two runs', () => {
    const each = throttle();
    for (let failure = 0; failure < 3; failure += 1) each.failed();
    wall -= DAY_S * 1_000;
    const later = restart();
    expect(later.wait()).toBe(30);
    pass(30);
    expect(later.wait()).toBe(0);
  });

  it('lets at most a hundred of any number of tries be looked at, whatever is done to the clock', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: -2 * DAY_S, max: 2 * DAY_S }), { minLength: 50, maxLength: 400 }),
        (settings) => {
          const { facts, close } = unwrap(openAccess({ path: IN_MEMORY, key: null }));
          let clock = 0;
          const each = createThrottle({
            facts,
            name: 'test',
            freeFailures: () => 3,
            now: () => clock,
            monotonicMs: () => 0,
          });
          let looked = 0;
          for (const seconds of settings) {
            clock += seconds * 1_000;
            if (each.wait() !== 0) continue;
            looked += 1;
            each.failed();
          }
          close();
          // Time on the clock that nobody can set stands still: the first wait is never over.
          expect(looked).toBe(3);
        },
      ),
      { numRuns: 20 },
    );
  });
});
