import { describe, expect, it } from 'vitest';
import { formatTable, isMet } from './bench-table.mjs';

const speed = { name: 'replay', value: 512_345.6, unit: 'events/s', goal: { atLeast: 500_000 } };
const delay = { name: 'verdict, p99', value: 21.25, unit: 'ms', goal: { atMost: 20 } };
const memory = { name: 'heap', value: 4, unit: 'MB' };

describe('isMet', () => {
  it('includes the bounds', () => {
    expect(isMet({ ...delay, value: 20 })).toBe(true);
    expect(isMet({ ...speed, value: 500_000 })).toBe(true);
    expect(isMet(delay)).toBe(false);
  });

  it('has nothing to miss without a goal, and misses any with no number', () => {
    expect(isMet({ ...memory, value: Number.NaN })).toBe(true);
    expect(isMet({ ...delay, value: Number.NaN })).toBe(false);
  });
});

describe('formatTable', () => {
  it('aligns names at the left and numbers at the right', () => {
    expect(formatTable([speed, delay, memory]).split('\n')).toEqual([
      'name            value  unit           goal  met',
      'replay        512,346  events/s  ≥ 500,000  yes',
      'verdict, p99     21.3  ms             ≤ 20  NO',
      'heap                4  MB',
    ]);
  });
});
