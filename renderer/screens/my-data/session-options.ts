/** How the sessions are drawn: a point each, by when it began. */
import type { Options } from 'uplot';
import type { PlotColors } from '../../parts/plot.tsx';

const HALF_DAY_S = 43_200;

export const sessionOptions = (starts: readonly number[], formatDate: (iso: string) => string) => {
  const first = starts.at(0) ?? 0;
  const last = starts.at(-1) ?? 0;
  return (colors: PlotColors): Omit<Options, 'width' | 'height'> => ({
    legend: { show: false },
    cursor: { show: false },
    scales: {
      // Room on both sides, so that a single session stands in the middle.
      x: { time: true, range: () => [first - HALF_DAY_S, last + HALF_DAY_S] },
      y: { range: () => [0, 105] },
    },
    axes: [
      {
        space: 110,
        values: (_, splits) => splits.map((second) => formatDate(new Date(second * 1000).toISOString())),
      },
      { size: 40 },
    ],
    series: [{}, { stroke: colors.line, width: 0, points: { show: true, size: 8, fill: colors.line } }],
  });
};
