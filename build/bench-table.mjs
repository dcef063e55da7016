/** Measurements as a table for a person. */

/** @typedef {import('../tests/bench/benchmark.ts').Measurement} Measurement */

const HEADER = ['name', 'value', 'unit', 'goal', 'met'];
/** Columns whose numbers stand at the right. */
const RIGHT = new Set([1, 3]);

/**
 * Whether a measurement is within its goal, bounds included. Without a goal there is nothing to miss; a value that is
 * no number misses any.
 *
 * @param {Measurement} measurement
 */
export const isMet = ({ value, goal }) =>
  goal === undefined || (value >= (goal.atLeast ?? -Infinity) && value <= (goal.atMost ?? Infinity));

/** @param {number} value */
const number = (value) =>
  value.toLocaleString('en', Math.abs(value) >= 100 ? { maximumFractionDigits: 0 } : { maximumSignificantDigits: 3 });

/** @param {Measurement['goal']} goal */
const goalText = (goal) =>
  [
    goal?.atLeast === undefined ? [] : [`≥ ${number(goal.atLeast)}`],
    goal?.atMost === undefined ? [] : [`≤ ${number(goal.atMost)}`],
  ]
    .flat()
    .join(', ');

/**
 * @param {readonly Measurement[]} measurements
 * @returns {string} lines of equal columns under a header
 */
export const formatTable = (measurements) => {
  const rows = [
    HEADER,
    ...measurements.map((measurement) => {
      const met = measurement.goal === undefined ? '' : isMet(measurement) ? 'yes' : 'NO';
      return [measurement.name, number(measurement.value), measurement.unit, goalText(measurement.goal), met];
    }),
  ];
  const widths = HEADER.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows
    .map((row) =>
      row
        .map((cell, column) =>
          RIGHT.has(column) ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0),
        )
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
};
