/** The text of the chart library, to be put into a report that has to work without a network. */
import { readFileSync } from 'node:fs';

export interface ChartLibrary {
  /** Script that defines `uPlot`. */
  readonly script: string;
  readonly style: string;
}

const read = (url: string): string => readFileSync(new URL(url), 'utf8');

/** Reads µPlot (MIT, https://github.com/leeoniya/uPlot) from where it is installed. */
export const loadChartLibrary = (): ChartLibrary => ({
  script: read(import.meta.resolve('uplot/dist/uPlot.iife.min.js')),
  style: read(import.meta.resolve('uplot/dist/uPlot.min.css')),
});
