import { expect, it } from 'vitest';
import { createBlindTime } from './blind-time.ts';

it('adds up the times without a sensor, the one that goes on among them', () => {
  const blind = createBlindTime(1000);
  expect(blind.total(1500)).toBe(500);
  blind.note(true, 2000);
  blind.note(true, 2500);
  expect(blind.total(9000)).toBe(1000);
  blind.note(false, 10_000);
  blind.note(false, 10_500);
  expect(blind.total(10_700)).toBe(1700);
  blind.note(true, 11_000);
  expect(blind.total(20_000)).toBe(2000);
});
