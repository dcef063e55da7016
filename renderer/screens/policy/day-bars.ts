/** What two policies would have done by day, as bars side by side. */
import uPlot, { type AlignedData, type Options } from 'uplot';
import type { WhatIf } from '../../../contract/policy-view.ts';
import type { PlotColors } from '../../parts/plot.tsx';

export interface DayCount {
  readonly day: string;
  readonly inForce: number;
  readonly candidate: number;
}

/** Days on which either policy judged, oldest first. */
export const countsByDay = ({ inForce, candidate }: WhatIf, what: 'prompts' | 'locks'): readonly DayCount[] => {
  const now = new Map(inForce.byDay.map((each) => [each.day, each[what]]));
  const then = new Map(candidate.byDay.map((each) => [each.day, each[what]]));
  const days = [...new Set([...now.keys(), ...then.keys()])].sort();
  return days.map((day) => ({ day, inForce: now.get(day) ?? 0, candidate: then.get(day) ?? 0 }));
};

/** Days side by side, as many as there are: those between on which nothing was judged take no room. */
export const barData = (counts: readonly DayCount[]): AlignedData => [
  counts.map((_, at) => at),
  counts.map(({ inForce }) => inForce),
  counts.map(({ candidate }) => candidate),
];

interface Names {
  readonly day: string;
  readonly inForce: string;
  readonly candidate: string;
  /** As they are read. */
  readonly days: readonly string[];
}

const MARGIN = 0.6;
/** Whole numbers alone: half a lock there is not. */
const STEPS = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000];

const bars = (align: -1 | 1) => {
  const paths = uPlot.paths.bars?.({ size: [0.4, 28], align });
  return { width: 1, points: { show: false }, ...(paths === undefined ? {} : { paths }) };
};

export const barOptions =
  ({ day, inForce, candidate, days }: Names) =>
  (colors: PlotColors): Omit<Options, 'width' | 'height'> => ({
    scales: {
      x: { time: false, range: () => [-MARGIN, days.length - 1 + MARGIN] },
      y: { range: (_, __, max) => [0, Math.max(1, max)] },
    },
    axes: [
      { incrs: STEPS, space: 110, values: (_, splits) => splits.map((at) => days[at] ?? '') },
      { incrs: STEPS, size: 40 },
    ],
    series: [
      { label: day, value: (_, at) => days[at] ?? '–' },
      { label: inForce, fill: colors.muted, stroke: colors.muted, ...bars(-1) },
      { label: candidate, fill: colors.line, stroke: colors.line, ...bars(1) },
    ],
  });
