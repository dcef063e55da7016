import { describe, expect, it } from 'vitest';
import { rangeOf } from './range.ts';

const noon = new Date(2026, 10, 21, 12, 34, 56).getTime();
const at = (...parts: [number, number, number]): number => new Date(...parts).getTime();

describe('the stretch that is shown', () => {
  it('is the hour before now', () => {
    expect(rangeOf('hour', 0, noon)).toEqual({ from: noon - 3_600_000, to: noon });
    expect(rangeOf('hour', 3, noon)).toEqual({ from: noon - 3_600_000, to: noon });
  });

  it('is today from midnight until now', () => {
    expect(rangeOf('day', 0, noon)).toEqual({ from: at(2026, 10, 21), to: noon });
  });

  it('is a whole day before today, across months', () => {
    expect(rangeOf('day', 1, noon)).toEqual({ from: at(2026, 10, 20), to: at(2026, 10, 21) });
    expect(rangeOf('day', 21, noon)).toEqual({ from: at(2026, 9, 31), to: at(2026, 10, 1) });
  });
});
