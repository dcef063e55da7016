import { describe, expect, it } from 'vitest';
import { createBackoff } from './backoff.ts';

describe('back-off', () => {
  it('doubles from 0.25 s to 30 s', () => {
    const delay = createBackoff();
    expect(Array.from({ length: 9 }, () => delay(0))).toEqual([250, 500, 1000, 2000, 4000, 8000, 16000, 30000, 30000]);
  });

  it('begins again after a minute of success, not before', () => {
    const delay = createBackoff();
    expect([0, 0, 59_999, 60_000, 0].map(delay)).toEqual([250, 500, 1000, 250, 500]);
  });
});
