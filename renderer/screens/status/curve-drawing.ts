/** What is drawn under and over the curve: limits, stretches without sight, signs of what happened, the chosen moment. */
import uPlot from 'uplot';
import type { HistoryEvent } from '../../../contract/history.ts';
import type { PlotColors } from '../../parts/plot.tsx';
import { eventName, type EventName } from './event-name.ts';
import type { Range } from './range.ts';

/** What is drawn beside the curve itself. */
export interface CurveMarks {
  readonly range: Range;
  readonly promptBelow: number;
  readonly lockBelow: number;
  /** Milliseconds since 1970. */
  readonly unseen: readonly Range[];
  readonly abstained: readonly Range[];
  readonly events: readonly HistoryEvent[];
  /** Seconds since 1970. */
  readonly chosen: number | null;
}

const SIGNS: Readonly<Partial<Record<EventName, string>>> = {
  'code-asked': '?',
  'code-passed': '?',
  'code-refused': '?',
  'session-locked': '■',
  paused: '❚❚',
  decision: '▼',
};
/** Between the stripes, in pixels of the screen. */
const STRIPE_PX = 8;

const shade = (plot: uPlot, { from, to }: Range, draw: (left: number, width: number) => void): void => {
  const { left, width } = plot.bbox;
  const start = Math.max(plot.valToPos(from / 1000, 'x', true), left);
  const end = Math.min(plot.valToPos(to / 1000, 'x', true), left + width);
  if (end > start) draw(start, end - start);
};

/** Behind the curve: grey where nothing was seen, stripes where it abstained. */
export const drawGround = (plot: uPlot, colors: PlotColors, { unseen, abstained }: CurveMarks): void => {
  const { ctx, bbox } = plot;
  ctx.save();
  ctx.beginPath();
  ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
  ctx.clip();
  ctx.fillStyle = `${colors.muted}44`;
  for (const stretch of unseen) {
    shade(plot, stretch, (left, width) => {
      ctx.fillRect(left, bbox.top, width, bbox.height);
    });
  }
  ctx.strokeStyle = `${colors.muted}66`;
  for (const stretch of abstained) {
    shade(plot, stretch, (left, width) => {
      ctx.beginPath();
      for (let x = left; x < left + width; x += STRIPE_PX) {
        ctx.moveTo(x, bbox.top);
        ctx.lineTo(x, bbox.top + bbox.height);
      }
      ctx.stroke();
    });
  }
  ctx.restore();
};

const drawLimit = (plot: uPlot, color: string, value: number): void => {
  const { ctx, bbox } = plot;
  const y = plot.valToPos(value, 'y', true);
  ctx.save();
  ctx.strokeStyle = color;
  ctx.setLineDash([6, 6]);
  ctx.beginPath();
  ctx.moveTo(bbox.left, y);
  ctx.lineTo(bbox.left + bbox.width, y);
  ctx.stroke();
  ctx.restore();
};

const drawSignsOf = (plot: uPlot, colors: PlotColors, { events, chosen, range }: CurveMarks): void => {
  const { ctx, bbox } = plot;
  ctx.save();
  ctx.fillStyle = colors.text;
  ctx.textAlign = 'center';
  ctx.textBaseline = 'top';
  ctx.font = `${12 * uPlot.pxRatio}px sans-serif`;
  for (const event of events) {
    const ms = new Date(event.at).getTime();
    if (ms < range.from || ms > range.to) continue;
    ctx.fillText(SIGNS[eventName(event)] ?? '•', plot.valToPos(ms / 1000, 'x', true), bbox.top + 2);
  }
  if (chosen !== null) {
    const x = plot.valToPos(chosen, 'x', true);
    ctx.strokeStyle = colors.text;
    ctx.beginPath();
    ctx.moveTo(x, bbox.top);
    ctx.lineTo(x, bbox.top + bbox.height);
    ctx.stroke();
  }
  ctx.restore();
};

/** Over the curve: both limits, the signs at the top, and a line through the chosen moment. */
export const drawSigns = (plot: uPlot, colors: PlotColors, marks: CurveMarks): void => {
  drawLimit(plot, colors.warn, marks.promptBelow);
  drawLimit(plot, colors.bad, marks.lockBelow);
  drawSignsOf(plot, colors, marks);
};
