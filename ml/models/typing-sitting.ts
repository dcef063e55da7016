/** Gathers the keystrokes of one sitting in sums, freed from order. */
import type { Sitting } from '../behaviour.ts';
import type { KeystrokeColumns } from '../features/keystrokes.ts';
import { createGroupedMoments } from '../population/moments.ts';
import { clipDeviation } from '../population/tempo.ts';
import { TIMING_KINDS, type TimingKind } from '../population/timing-scales.ts';
import { classAt, groupAt, isKnown, timeAt } from '../population/typing-times.ts';
import type { KindModel } from './typing-model.ts';
import { forEachKind, type GatheredKind } from './typing-profile.ts';

export interface TypingSitting extends Sitting<KeystrokeColumns> {
  /** Class of each slot that was seen. */
  readonly classOf: ReadonlyMap<number, number>;
  readonly kinds: Readonly<Record<TimingKind, GatheredKind>>;
}

/** @param expected what is known so far: tempo is reckoned from it. */
export const startTypingSitting = (expected: Readonly<Record<TimingKind, KindModel>>): TypingSitting => {
  const kinds = forEachKind(() => ({ moments: createGroupedMoments(), times: 0, deviations: 0 }));
  const classOf = new Map<number, number>();
  let actions = 0;

  const gatherTimes = (kind: TimingKind, columns: KeystrokeColumns, row: number): void => {
    const time = timeAt(columns, kind, row);
    if (Number.isNaN(time)) return;
    const group = groupAt(columns, kind, row);
    const gathered = kinds[kind];
    gathered.moments.add(group, time);
    gathered.times += 1;
    gathered.deviations += clipDeviation(time - expected[kind].expect(group, classAt(columns, kind, row)).own.mean);
  };

  return {
    classOf,
    kinds: forEachKind((kind) => ({
      groups: kinds[kind].moments.groups,
      get times() {
        return kinds[kind].times;
      },
      get deviations() {
        return kinds[kind].deviations;
      },
    })),
    get actions() {
      return actions;
    },
    gather: (columns, fresh) => {
      for (let row = Math.max(0, columns.count - fresh); row < columns.count; row += 1) {
        const slot = columns.slot[row];
        if (!isKnown(slot)) continue;
        actions += 1;
        classOf.set(slot, columns.keyClass[row] ?? 0);
        const before = columns.prevSlot[row];
        if (isKnown(before)) classOf.set(before, columns.prevClass[row] ?? 0);
        for (const kind of TIMING_KINDS) gatherTimes(kind, columns, row);
      }
    },
  };
};
