import { describe, expect, it } from 'vitest';
import { summarisePointing, summariseTyping } from './summarise-trials.ts';
import type { PersonResult, Scores, Trials } from './trials.ts';

const decide = (values: readonly number[]): Scores[] => values.map((decides) => ({ decides }));

const person = (half: number, trials: Trials): PersonResult => ({
  name: `p${String(half)}`,
  half,
  modality: 'keyboard',
  enrolled: null,
  trials: { '50': trials, block15s: trials },
  work: { actions: 0, windows: 0, abstained: 0, prompts: 0, locks: 0 },
  takeovers: [],
});

describe('summariseTyping', () => {
  it('takes the mean of every person’s own rates', () => {
    const clear = person(0, {
      genuine: decide([3, 4]),
      impostor: decide([1, 2]),
      background: decide([2, 3, 5, 0]),
      abstained: 1,
    });
    const turned = person(1, { genuine: decide([1, 2]), impostor: decide([3, 4]), background: [], abstained: 0 });
    const figures = summariseTyping([clear, turned], '50', 1);
    expect(figures).toMatchObject({
      people: 2,
      genuineTrials: 4,
      impostorTrials: 4,
      eer: { mean: 0.5, median: 0.5 },
      auc: { mean: 0.5 },
      fnmrAt: { '0.01': 0.5, '0.001': 0.5 },
      // At the threshold 3 two of the four are accepted.
      backgroundFmr: 0.5,
    });
    expect(figures.abstentionShare).toBeCloseTo(1 / 9, 12);
    expect(figures.det?.fnmr[0]).toBe(0.5);
  });

  it('compares models on the trials that both scored, and leaves out people without both classes', () => {
    const scores = (decides: number, forest?: number): Scores =>
      forest === undefined ? { decides } : { decides, 'isolation-forest': forest, 'timing-likelihood': decides };
    const both = (half: number): PersonResult =>
      person(half, {
        genuine: [scores(4, 1), scores(3, 2), scores(-9)],
        impostor: [scores(1, 4), scores(2, 3)],
        background: [],
        abstained: 0,
      });
    const alone = person(0, { genuine: [scores(1, 1)], impostor: [], background: [], abstained: 0 });
    const figures = summariseTyping([both(0), both(1), alone], '50', 1);
    expect(figures.people).toBe(2);
    expect(figures.byModel).toEqual({ 'isolation-forest': 1, 'timing-likelihood': 0 });
    expect(figures.comparison['isolation-forest']?.fused).toEqual({
      eer: 0,
      auc: 1,
      eerOfDecidingAlone: 0,
      aucOfDecidingAlone: 1,
    });
    expect(figures.comparison['timing-likelihood']).toEqual({ eer: 0, auc: 1, fused: null });
  });

  it('has no figure without trials', () => {
    expect(summariseTyping([], '50', 1)).toMatchObject({ people: 0, eer: null, det: null, fnmrAt: null, byModel: {} });
    expect(summarisePointing([], 'block15s', 1)).toMatchObject({ eer: null, auc: null, eerCi95: null });
  });
});
