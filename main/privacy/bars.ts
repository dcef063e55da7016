/** Counts as bars, drawn without a script. */
import { markup, type Markup } from '../report/markup.ts';

const WIDTH = 600;
const HEIGHT = 80;
const LABEL = 14;

export interface Bar {
  /** Below the bar; empty: none. */
  readonly label: string;
  readonly count: number;
}

/** `title` is read out in the place of the picture. */
export const bars = (title: string, values: readonly Bar[]): Markup => {
  const most = Math.max(1, ...values.map(({ count }) => count));
  const step = WIDTH / Math.max(1, values.length);
  return markup`<svg class="bars" viewBox="0 0 ${WIDTH} ${HEIGHT + LABEL}" role="img" aria-label="${title}">${values.map(
    ({ label, count }, index) => {
      const height = (count / most) * HEIGHT;
      const x = (index * step).toFixed(1);
      return markup`<rect x="${x}" y="${(HEIGHT - height).toFixed(1)}" width="${(step * 0.8).toFixed(1)}" height="${height.toFixed(1)}"><title>${label}: ${count}</title></rect><text x="${x}" y="${HEIGHT + LABEL - 2}">${label}</text>`;
    },
  )}</svg>`;
};
