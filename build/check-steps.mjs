/** What `npm run check` does, a step at a time, so that the tests can do the same. */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { nodeBinary } from './node-binary.mjs';

const project = dirname(dirname(fileURLToPath(import.meta.url)));
const LAYERS = ['contract', 'ml', 'main', 'main/hosts/electron', 'main/verifier/page', 'preload', 'renderer'].concat([
  'build',
  'tests',
]);
const CRUISED = ['contract', 'ml', 'main', 'preload', 'renderer', 'build', 'tests'];

/** @typedef {{ readonly name: string, readonly script: string, readonly args: readonly string[] }} Step */

/** @param {string} folder */
const isThere = (folder) => existsSync(join(project, folder));

/** @type {readonly Step[]} */
export const STEPS = [
  { name: 'prettier', script: 'prettier/bin/prettier.cjs', args: ['--check', '--log-level=warn', '.'] },
  ...LAYERS.filter((layer) => isThere(`${layer}/tsconfig.json`)).map((layer) => ({
    name: `tsc ${layer}`,
    script: 'typescript/bin/tsc',
    args: ['--project', layer],
  })),
  { name: 'eslint', script: 'eslint/bin/eslint.js', args: ['--max-warnings=0', '.'] },
  {
    name: 'dependency-cruiser',
    script: 'dependency-cruiser/bin/dependency-cruiser.mjs',
    args: ['--config', '.dependency-cruiser.mjs', ...CRUISED.filter(isThere)],
  },
  { name: 'knip', script: 'knip/bin/knip.js', args: ['--no-progress'] },
];

/**
 * @param {Step} step
 * @returns {Promise<{ ok: boolean, output: string }>}
 */
export const runStep = ({ script, args }) =>
  new Promise((resolve) => {
    const child = spawn(nodeBinary(project), [join(project, 'node_modules', script), ...args], { cwd: project });
    let output = '';
    child.stdout.on('data', (chunk) => (output += String(chunk)));
    child.stderr.on('data', (chunk) => (output += String(chunk)));
    child.on('error', (error) => resolve({ ok: false, output: error.message }));
    child.on('close', (code) => resolve({ ok: code === 0, output: output.trim() }));
  });
