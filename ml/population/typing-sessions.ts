/** Recorded typing of people as lists of scaled times, one kind at a time: what a population is estimated from. */
import type { KeystrokeColumns } from '../features/keystrokes.ts';
import { createGroupedMoments, type Moments } from './moments.ts';
import { clipDeviation } from './tempo.ts';
import type { TimingKind } from './timing-scales.ts';
import { classAt, groupAt, timeAt } from './typing-times.ts';

/** Times of one session in the order they came, each with its group and class. */
export interface SessionTimes {
  readonly times: readonly number[];
  readonly groups: readonly number[];
  readonly classes: readonly number[];
}

/** One person's sessions; those without a time of the kind are left out. */
export const sessionsOf = (sessions: readonly KeystrokeColumns[], kind: TimingKind): readonly SessionTimes[] =>
  sessions
    .map((columns) => {
      const rows = Array.from({ length: columns.count }, (_, row) => row).filter(
        (row) => !Number.isNaN(timeAt(columns, kind, row)),
      );
      return {
        times: rows.map((row) => timeAt(columns, kind, row)),
        groups: rows.map((row) => groupAt(columns, kind, row)),
        classes: rows.map((row) => classAt(columns, kind, row)),
      };
    })
    .filter(({ times }) => times.length > 0);

/** Clipped deviations of a session's times from the means of their classes. */
export const deviationsOf = ({ times, classes }: SessionTimes, meanOf: (ofGroup: number) => number): number[] =>
  times.map((time, i) => clipDeviation(time - meanOf(classes[i] ?? 0)));

/** Moments of one person's key or pair, freed from the tempo of its sessions. */
export interface PersonGroup extends Moments {
  readonly group: number;
  readonly ofGroup: number;
}

/** @param tempos one a session. */
export const personGroups = (sessions: readonly SessionTimes[], tempos: readonly number[]): readonly PersonGroup[] => {
  const gathered = createGroupedMoments();
  const classOf = new Map<number, number>();
  sessions.forEach(({ times, groups, classes }, session) => {
    times.forEach((time, i) => {
      const group = groups[i] ?? 0;
      gathered.add(group, time - (tempos[session] ?? 0));
      classOf.set(group, classes[i] ?? 0);
    });
  });
  return [...gathered.groups].map(([group, moments]) => ({ ...moments, group, ofGroup: classOf.get(group) ?? 0 }));
};
