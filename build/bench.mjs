/**
 * `npm run bench [-- NAME…] [--json FILE]`: runs the benchmarks whose file names contain one of the names, one after
 * another, each in a fresh process. Exit code 1 when a goal is missed or a benchmark fails.
 */
import { fork } from 'node:child_process';
import { readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { formatTable, isMet } from './bench-table.mjs';
import { ensureBundled } from './bundle.mjs';
import { requireInstalled } from './install.mjs';
import { nodeBinary } from './node-binary.mjs';

/** @typedef {import('../tests/bench/benchmark.ts').Measurement} Measurement */

const SUFFIX = '.bench.ts';
const project = dirname(dirname(fileURLToPath(import.meta.url)));
const folder = join(project, 'tests', 'bench');

/**
 * @param {string} file
 * @returns {Promise<readonly Measurement[] | null>} null when it ended without measurements
 */
const measure = (file) =>
  new Promise((resolve) => {
    /** @type {readonly Measurement[] | null} */
    let measurements = null;
    const child = fork(join(project, 'build', 'bench-one.mjs'), [join(folder, file)], {
      execPath: nodeBinary(project),
      execArgv: ['--expose-gc'],
      serialization: 'advanced', // keeps a NaN
    });
    child.on('message', (message) => (measurements = /** @type {readonly Measurement[]} */ (message)));
    child.on('exit', () => resolve(measurements));
  });

const { values, positionals } = parseArgs({ options: { json: { type: 'string' } }, allowPositionals: true });
await requireInstalled(project);
if (!(await ensureBundled(project))) process.exit(1);

const files = readdirSync(folder)
  .filter((name) => name.endsWith(SUFFIX))
  .filter((name) => positionals.length === 0 || positionals.some((part) => name.includes(part)))
  .sort();
/** @type {Measurement[]} */
const all = [];
let failed = 0;
for (const file of files) {
  console.log(`${file.slice(0, -SUFFIX.length)} …`);
  const measurements = await measure(file);
  if (measurements === null) failed += 1;
  else all.push(...measurements);
}

const missed = all.filter((measurement) => !isMet(measurement)).length;
console.log(`\n${formatTable(all)}\n`);
console.log(`${all.length} measurements, ${missed} goals missed, ${failed} benchmarks failed`);
if (values.json !== undefined)
  writeFileSync(values.json, `${JSON.stringify({ measurements: all, missed, failed }, null, 2)}\n`);
process.exitCode = missed > 0 || failed > 0 || files.length === 0 ? 1 : 0;
