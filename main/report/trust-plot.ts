/** Trust over a run as a small plot for the terminal. */
import { darkgray, green, plot, red, reset, yellow } from 'asciichart';
import { actionStarts, type PlottedRun } from './run-axis.ts';

export interface TrustPlotOptions {
  /** Width of the terminal, in characters. */
  readonly columns: number;
  readonly color: boolean;
}

/** Colours only on a terminal, and never against the user's wish (https://no-color.org). */
export const wantsColor = (env: Readonly<Record<string, string | undefined>>, isTerminal: boolean): boolean =>
  isTerminal && (env.NO_COLOR ?? '') === '' && env.TERM !== 'dumb';

const FULL_TRUST = 100;
/** Rows of the plot beside the first: ten points of trust each. */
const HEIGHT = 10;
const POINTS_PER_ROW = FULL_TRUST / HEIGHT;
const LABEL_WIDTH = 8;
/** Label, axis. */
const GUTTER = LABEL_WIDTH + 1;
const NARROWEST = 20;
const MARK_MEANINGS = ['? code asked for', '! locked'];

const rowOf = (trust: number): number => Math.round((FULL_TRUST - trust) / POINTS_PER_ROW);

/** Lowest trust in the stretch of actions that each column stands for; a column without a window holds the last value. */
const trustByColumn = (run: PlottedRun, width: number, total: number): readonly number[] => {
  const starts = actionStarts(run);
  const lowest = new Float64Array(width).fill(Infinity);
  const lastIn = new Float64Array(width);
  for (const entry of run.timeline) {
    const column = columnOf((starts[entry.session] ?? 0) + entry.actions, width, total);
    lowest[column] = Math.min(lowest[column] as number, entry.trust);
    lastIn[column] = entry.trust;
  }
  let trust = FULL_TRUST;
  return Array.from(lowest, (low, column) => {
    if (low === Infinity) return trust;
    trust = lastIn[column] as number;
    return low;
  });
};

const columnOf = (actions: number, width: number, total: number): number =>
  Math.min(width - 1, Math.max(0, Math.floor((actions / total) * width)));

const cells = (width: number): string[] => Array.from({ length: width }, () => ' ');

/** Names of the sessions under the columns where they begin, each cut to the room it has. */
const labelRow = (run: PlottedRun, columns: readonly number[], width: number): string => {
  const row = cells(width);
  run.sessions.forEach((session, i) => {
    const from = columns[i] as number;
    const room = (columns[i + 1] ?? width) - from - 2;
    const letters = Array.from(session.name);
    const name = letters.length > room ? [...letters.slice(0, Math.max(0, room - 1)), '…'] : letters;
    row[from] = '└';
    if (room > 0) row.splice(from + 1, name.length, ...name);
  });
  return row.join('').trimEnd();
};

/**
 * The plot, several lines without a final line break: trust over actions, the two levels of the policy, the sessions,
 * and under them `?` where a code was asked for and `!` where the workstation was locked. A column shows the lowest
 * trust of its stretch, so that no dip is hidden.
 */
export const trustPlot = (run: PlottedRun, options: TrustPlotOptions): string => {
  const starts = actionStarts(run);
  const total = starts.at(-1) as number;
  if (run.timeline.length === 0 || total === 0) return 'Nothing was scored: there is no trust to plot.';
  const width = Math.max(NARROWEST, options.columns - GUTTER);
  const paint = (text: string, color: string): string => (options.color ? color + text + reset : text);
  const promptRow = rowOf(run.levels.promptBelow);
  const lockRow = rowOf(run.levels.lockBelow);

  const label = (value: number): string => {
    const row = rowOf(value);
    if (row === lockRow) return `${String(run.levels.lockBelow)} lock`;
    return row === promptRow ? `${String(run.levels.promptBelow)} code` : String(Math.round(value));
  };
  const values = trustByColumn(run, width, total);
  // A line goes from one value to the next: one value more than there are columns.
  const drawn = plot([...values, values.at(-1) as number], {
    min: 0,
    max: FULL_TRUST,
    height: HEIGHT,
    offset: 2,
    format: (value) => label(value).padStart(LABEL_WIDTH),
  });

  const sessionColumns = starts.slice(0, -1).map((start) => columnOf(start, width, total));
  const boundaries = new Set(sessionColumns.slice(1));
  const rowColor = (row: number): string => {
    if (row > lockRow) return red;
    return row > promptRow ? yellow : green;
  };
  const paintCell = (cell: string, row: number, column: number): string => {
    if (cell !== ' ') return paint(cell, rowColor(row));
    if (boundaries.has(column)) return paint('┊', darkgray);
    if (row === lockRow) return paint('┄', red);
    return row === promptRow ? paint('┄', yellow) : cell;
  };
  const lines = drawn.split('\n').map((line, row) => {
    const characters = Array.from(line);
    const plotted = characters.slice(GUTTER, GUTTER + width);
    return characters.slice(0, GUTTER).join('') + plotted.map((cell, column) => paintCell(cell, row, column)).join('');
  });

  const marks = cells(width);
  for (const { session, actionsInSession } of run.prompts) {
    marks[columnOf((starts[session] ?? 0) + actionsInSession, width, total)] = paint('?', yellow);
  }
  for (const { session, actionsInSession } of run.locks) {
    marks[columnOf((starts[session] ?? 0) + actionsInSession, width, total)] = paint('!', red);
  }
  const indent = ' '.repeat(GUTTER);
  const marked = [run.prompts.length > 0, run.locks.length > 0];
  return [
    ...lines.map((line) => line.trimEnd()),
    ...(marked.includes(true) ? [indent + marks.join('').trimEnd()] : []),
    indent + labelRow(run, sessionColumns, width),
    [`${indent}${String(total)} actions`, ...MARK_MEANINGS.filter((_, i) => marked[i])].join('  '),
  ].join('\n');
};
