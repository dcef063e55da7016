import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { holdOut, splitFolds } from './folds.ts';

const sessions = (...lengths: number[]): string[] =>
  lengths.flatMap((length, i) => Array<string>(length).fill(`s${String(i)}`));

describe('splitFolds', () => {
  it('holds back whole sittings where there are several', () => {
    expect(splitFolds(sessions(40, 50, 45))).toEqual([
      { start: 0, end: 40 },
      { start: 40, end: 90 },
      { start: 90, end: 135 },
    ]);
  });

  it('joins short sittings with their neighbours', () => {
    expect(splitFolds(sessions(40, 5, 5, 40))).toEqual([
      { start: 0, end: 40 },
      { start: 40, end: 90 },
    ]);
  });

  it('cuts a single sitting into equal runs', () => {
    expect(splitFolds(sessions(100)).map(({ start, end }) => end - start)).toEqual([20, 20, 20, 20, 20]);
  });

  it('always covers every window exactly once, in order', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 80 }), { minLength: 1, maxLength: 30 }), (lengths) => {
        const all = sessions(...lengths);
        fc.pre(all.length >= 2);
        const folds = splitFolds(all);
        expect(folds.length).toBeGreaterThanOrEqual(2);
        expect(folds.length).toBeLessThanOrEqual(6);
        expect(folds.flatMap(({ start, end }) => Array.from({ length: end - start }, (_, i) => start + i))).toEqual(
          all.map((_, i) => i),
        );
      }),
    );
  });
});

describe('holdOut', () => {
  it('leaves out the fold and what overlaps it', () => {
    expect(holdOut([0, 1, 2, 3, 4, 5, 6, 7, 8, 9], { start: 4, end: 6 }, 2)).toEqual([0, 1, 8, 9]);
  });
  it('keeps something to learn from when the overlap would leave nothing', () => {
    expect(holdOut([0, 1, 2], { start: 1, end: 2 }, 5)).toEqual([0, 2]);
  });
});
