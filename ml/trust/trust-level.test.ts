import { describe, expect, it } from 'vitest';
import { trustLevel } from './trust-level.ts';

describe('the level of trust', () => {
  it.each([
    [100, 'trusted'],
    [60, 'trusted'],
    [59.99, 'doubtful'],
    [30, 'doubtful'],
    [29.99, 'distrusted'],
    [0, 'distrusted'],
  ] as const)('of %d is %s', (trust, level) => {
    expect(trustLevel(trust, { promptBelow: 60, lockBelow: 30 })).toBe(level);
  });
});
