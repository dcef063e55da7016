import { describe, expect, it } from 'vitest';
import { tempoVariances } from './tempo-variances.ts';

const constant = (value: number, length: number): number[] => Array.from({ length }, () => value);

describe('variances of tempo', () => {
  it('are those between people, sittings and passages', () => {
    const people = [
      [constant(0.1, 200), constant(0.3, 200)],
      [constant(-0.1, 200), constant(-0.3, 200)],
    ];
    const { person, sitting, passage } = tempoVariances(people, 0);
    expect(sitting).toBeCloseTo(0.02, 12);
    expect(person).toBeCloseTo(0.08 - 0.01, 12);
    expect(passage).toBe(1e-4);
  });

  it('find passages that differ', () => {
    const session = [0.2, -0.2, 0.2, -0.2].flatMap((value) => constant(value, 50));
    expect(tempoVariances([[session]], 0).passage).toBeCloseTo(0.16 / 3, 12);
    expect(tempoVariances([[session.slice(0, 150)]], 0).passage).toBe(1e-4);
  });

  it('are freed from chance', () => {
    const people = [[constant(0.1, 50), constant(0.3, 50)]];
    expect(tempoVariances(people, 0.5).sitting).toBeCloseTo(0.02 - 0.01, 12);
  });
});
