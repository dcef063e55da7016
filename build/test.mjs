/** `npm test`: installs what is missing, runs every test, lists the skipped with their reasons, and ends with the counts. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureBundled } from './bundle.mjs';
import { ensureDebianPackages } from './debian-packages.mjs';
import { requireInstalled } from './install.mjs';
import { nodeBinary, run } from './node-binary.mjs';
import { isAvoidable } from './skips.mjs';
import { SUMMARY_VARIABLE } from './test-reporter.mjs';

const project = dirname(dirname(fileURLToPath(import.meta.url)));

/**
 * @param {string} file
 * @returns {import('./test-reporter.mjs').Summary | null} null when the run ended before it could write one
 */
const readSummary = (file) => {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
};

/**
 * @param {readonly string[]} filters passed on to Vitest
 * @returns {Promise<{ code: number, summary: import('./test-reporter.mjs').Summary | null }>}
 */
const runTests = async (filters) => {
  const folder = mkdtempSync(join(tmpdir(), 'samehand-test-'));
  const summaryFile = join(folder, 'summary.json');
  try {
    const vitest = join(project, 'node_modules', 'vitest', 'vitest.mjs');
    const reporters = ['--reporter=default', `--reporter=${join(project, 'build', 'test-reporter.mjs')}`];
    const code = await run(nodeBinary(project), [vitest, 'run', ...reporters, ...filters], {
      cwd: project,
      env: { ...process.env, [SUMMARY_VARIABLE]: summaryFile },
    });
    return { code, summary: readSummary(summaryFile) };
  } finally {
    rmSync(folder, { recursive: true });
  }
};

await requireInstalled(project);
ensureDebianPackages();
const bundled = await ensureBundled(project);
const { code, summary } = await runTests(process.argv.slice(2));

const { passed, failed, skipped } = summary ?? { passed: 0, failed: 0, skipped: [] };
// What stopped the programs from being built, or the run from telling, is a failure beside those of the tests.
const failures = Math.max(failed, summary === null || code !== 0 ? 1 : 0) + (bundled ? 0 : 1);
const avoidable = skipped.filter(({ note }) => isAvoidable(note, process.platform));

if (skipped.length > 0) console.log('Skipped:');
for (const { name, note } of skipped) console.log(`  ${name}: ${note ?? 'no reason given'}`);
const mustRun = process.env.CI === 'true' && avoidable.length > 0;
if (mustRun) console.log(`This machine could have run ${avoidable.length} of them, which is not accepted under CI.`);
console.log(`${passed} passed, ${failures} failed, ${skipped.length} skipped`);

process.exitCode = failures > 0 || passed === 0 || mustRun ? 1 : 0;
