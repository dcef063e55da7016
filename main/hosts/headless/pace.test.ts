import { expect, it } from 'vitest';
import { paceOf, secondsInWords } from './pace.ts';

it('is what was done in the time, and what is left at that rate', () => {
  expect(paceOf(500, 1_500, 2_000)).toEqual({ rate: 250, left: 6 });
  expect(paceOf(500, 0, 2_000)).toEqual({ rate: 250, left: 0 });
  expect(paceOf(500, -3, 2_000).left).toBe(0);
});

it('is not known before something was done', () => {
  expect(paceOf(0, 10, 500)).toEqual({ rate: 0, left: null });
  expect(paceOf(5, 10, 0)).toEqual({ rate: 0, left: null });
});

it('is told in seconds and minutes', () => {
  expect([null, 0.2, 59, 60, 135.5].map(secondsInWords)).toEqual(['?', '1 s', '59 s', '1 min 0 s', '2 min 16 s']);
});
