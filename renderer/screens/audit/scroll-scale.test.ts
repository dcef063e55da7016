import { expect, it } from 'vitest';
import { placeShowing, rowsAt, scrollScale } from './scroll-scale.ts';

it('scrolls a short list as it is', () => {
  expect(scrollScale(100, 36, 400)).toEqual({ height: 3_600, furthest: 3_200, factor: 1 });
  expect(scrollScale(3, 36, 400)).toMatchObject({ furthest: 0, factor: 1 });
});

it('reaches the first and the last of a million rows though no element is that high', () => {
  const { height, furthest, factor } = scrollScale(1_000_000, 36, 500);
  expect(height).toBe(8_000_000);
  expect((height - 500) * factor).toBeCloseTo(furthest, 3);
  expect(rowsAt(furthest, 1_000_000, 36, 500).end).toBe(1_000_000);
  expect(rowsAt(0, 1_000_000, 36, 500).first).toBe(0);
});

it('draws the rows in sight and few more', () => {
  const { first, end } = rowsAt(3_600, 1_000, 36, 360);
  expect(first).toBe(94);
  expect(end).toBe(116);
  expect(rowsAt(0, 3, 36, 360)).toEqual({ first: 0, end: 3 });
});

it('moves only as far as brings a row into sight', () => {
  expect(placeShowing(5, 0, 36, 360)).toBe(0);
  expect(placeShowing(10, 0, 36, 360)).toBe(36);
  expect(placeShowing(2, 360, 36, 360)).toBe(72);
});
