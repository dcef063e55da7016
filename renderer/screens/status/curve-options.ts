/** How the curve is drawn, and what a click on it does. */
import uPlot, { type Options } from 'uplot';
import type { PlotColors } from '../../parts/plot.tsx';
import { drawGround, drawSigns, type CurveMarks } from './curve-drawing.ts';

interface CurveSetting extends CurveMarks {
  readonly formatTime: (iso: string) => string;
  /** Given milliseconds since 1970. */
  readonly onChoose: (ms: number) => void;
}

export const curveOptions = (setting: CurveSetting) => {
  const { range, formatTime, onChoose } = setting;
  const stepped = uPlot.paths.stepped?.({ align: 1 });
  const line = stepped === undefined ? {} : { paths: stepped };
  return (colors: PlotColors): Omit<Options, 'width' | 'height'> => ({
    legend: { show: false },
    cursor: { drag: { x: false, y: false }, y: false },
    scales: { x: { time: true, range: () => [range.from / 1000, range.to / 1000] }, y: { range: () => [0, 100] } },
    axes: [
      { space: 80, values: (_, splits) => splits.map((second) => formatTime(new Date(second * 1000).toISOString())) },
      { size: 40 },
    ],
    series: [
      {},
      { stroke: colors.line, width: 2, points: { size: 5 }, ...line },
      { stroke: `${colors.line}77`, width: 1, points: { show: false }, ...line },
    ],
    hooks: {
      ready: [
        (plot) => {
          plot.over.addEventListener('click', () => {
            const { left } = plot.cursor;
            if (left !== undefined && left >= 0) onChoose(plot.posToVal(left, 'x') * 1000);
          });
        },
      ],
      drawClear: [
        (plot) => {
          drawGround(plot, colors, setting);
        },
      ],
      draw: [
        (plot) => {
          drawSigns(plot, colors, setting);
        },
      ],
    },
  });
};
