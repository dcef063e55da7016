/** Follows one stretch of typing and weighs each keystroke's three times. */
import type { Tendency } from '../../contract/verdict.ts';
import type { Watch, Weighed } from '../behaviour.ts';
import type { KeystrokeColumns } from '../features/keystrokes.ts';
import { TIMING_KINDS, type TimingKind } from '../population/timing-scales.ts';
import type { TypingWeights } from '../population/typing-population.ts';
import { classAt, groupAt, isKnown, timeAt } from '../population/typing-times.ts';
import { createTempoFilter, createTempoGrid, type TempoFilter, type TempoGrid } from './tempo-filter.ts';
import type { KindModel } from './typing-model.ts';
import { forEachKind } from './typing-profile.ts';

/** One user beside people in general, ready to compare. */
export interface TypingModel {
  readonly kinds: Readonly<Record<TimingKind, KindModel>>;
  readonly grids: Readonly<Record<TimingKind, TempoGrid>>;
  readonly weights: TypingWeights;
}

export const createTypingModel = (
  kinds: Readonly<Record<TimingKind, KindModel>>,
  weights: TypingWeights,
): TypingModel => ({
  kinds,
  grids: forEachKind((kind) => createTempoGrid(kinds[kind].tempo, kinds[kind].priors.tempo)),
  weights,
});

/** Tempo this many standard deviations from the usual one is called shorter or longer. */
const STRANGE = 1;

const tendencyOf = (filter: TempoFilter, llr: number, times: number): Tendency => {
  if (times === 0) return 'usual';
  const strangeness = filter.strangeness();
  if (strangeness > STRANGE) return 'longer';
  if (strangeness < -STRANGE) return 'shorter';
  return llr < 0 ? 'unlike' : 'usual';
};

const start = (model: TypingModel, filters: Readonly<Record<TimingKind, TempoFilter>>): Watch<KeystrokeColumns> => ({
  weigh: (columns, fresh): Weighed => {
    const from = Math.max(0, columns.count - fresh);
    const parts = TIMING_KINDS.map((kind) => {
      const { expect } = model.kinds[kind];
      const filter = filters[kind];
      let evidence = 0;
      let times = 0;
      for (let row = from; row < columns.count; row += 1) {
        const time = timeAt(columns, kind, row);
        if (Number.isNaN(time)) continue;
        evidence += filter.weigh(time, expect(groupAt(columns, kind, row), classAt(columns, kind, row)));
        times += 1;
      }
      const llr = model.weights[kind] * evidence;
      return { timing: kind, llr, tendency: tendencyOf(filter, llr, times) };
    });
    let compared = 0;
    for (let row = from; row < columns.count; row += 1) {
      if (isKnown(columns.slot[row])) compared += 1;
    }
    return { llr: parts.reduce((sum, { llr }) => sum + llr, 0), parts, compared };
  },
  fork: () =>
    start(
      model,
      forEachKind((kind) => filters[kind].fork()),
    ),
});

/** A watch that has seen nothing yet. */
export const watchTyping = (model: TypingModel): Watch<KeystrokeColumns> =>
  start(
    model,
    forEachKind((kind) => createTempoFilter(model.grids[kind])),
  );
