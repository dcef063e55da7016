import { describe, expect, it } from 'vitest';
import type { KeystrokeColumns } from '../features/keystrokes.ts';
import { createTypist } from '../population/typing.fixture.ts';
import { createRandom } from '../random.ts';
import { fitTypingWeights } from './fit-typing-weights.ts';

const people = Array.from({ length: 12 }, (_, seed) => {
  const type = createTypist(seed);
  return { set: 'one', sessions: [type(300), type(300), type(300)] };
});

describe('weights of typing evidence', () => {
  it('are positive where every kind of time tells people apart', () => {
    const weights = fitTypingWeights(people);
    expect(weights?.dwell).toBeGreaterThan(0.2);
    expect(weights?.downDown).toBeGreaterThan(0.2);
    expect(weights).toEqual(fitTypingWeights(people));
  });

  it('leave out a kind that tells nothing', () => {
    const random = createRandom(4);
    const blurred = (columns: KeystrokeColumns): KeystrokeColumns => ({
      ...columns,
      dwellMs: columns.dwellMs.map(() => 60 + 80 * random()),
      flightMs: columns.flightMs.map(() => NaN),
    });
    // One flight time is left, so that the population has the kind.
    const alike = people.map(({ set, sessions }) => ({
      set,
      sessions: sessions.map((session) => {
        const columns = blurred(session);
        columns.flightMs[1] = 50;
        return columns;
      }),
    }));
    const weights = fitTypingWeights(alike);
    expect(weights?.downDown).toBeGreaterThan(0.2);
    expect(weights?.flight).toBeLessThan(0.2);
  });

  it('cannot be told without impostors of the same set, or sessions to hold back', () => {
    expect(fitTypingWeights([])).toBeNull();
    expect(fitTypingWeights(people.map((person, i) => ({ ...person, set: String(i) })))).toBeNull();
    expect(fitTypingWeights(people.map(({ set, sessions }) => ({ set, sessions: sessions.slice(0, 1) })))).toBeNull();
  });
});
