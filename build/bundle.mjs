/**
 * Bundles the agent's programs into `dist/`, flat ES modules. Node would run the sources as they are, but stripping the
 * types at run time costs each of the three processes and threads about 18 MB, and packages that are not tree-shaken
 * as much again.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { stripVTControlCharacters } from 'node:util';
import { nodeBinary, run } from './node-binary.mjs';
import { PAGES, bundlePages } from './pages.mjs';
import { VERIFIER, bundleVerifier } from './verifier.mjs';

const SELF = fileURLToPath(import.meta.url);
/** What decides how it is bundled. */
const BUNDLERS = [SELF, fileURLToPath(import.meta.resolve('./verifier.mjs'))];

/** Programs, each a file of its own name in `dist/`; what they share goes into chunks beside them. */
export const ENTRIES = {
  samehand: 'main/hosts/headless/cli.ts',
  'engine-worker': 'main/engine/engine-worker.ts',
  'evaluation-worker': 'main/evaluation/evaluation-worker.ts',
  'sensor-process': 'main/sensor/sensor-process.ts',
  desktop: 'main/hosts/electron/main.ts',
  'audit-worker': 'main/audit/audit-worker.ts',
  'archive-worker': 'main/backup/archive-worker.ts',
};

/** A sandboxed preload script is one CommonJS file. */
const PRELOAD = { preload: 'preload/preload.ts' };

/** Left in node_modules: native add-ons, and packages that look for files beside their own. */
export const EXTERNAL = [
  'better-sqlite3',
  'dbus-next',
  'electron',
  'electron-store',
  'keytar',
  'koffi',
  'pino',
  'piscina',
  'uiohook-napi',
  'uplot',
];

const SOURCE_FOLDERS = ['contract', 'ml', 'main', 'preload', 'renderer', 'resources'];
const SOURCE = /(?<!\.test)\.tsx?$|\.(?:json|css|html)$/;
const STAMP = '.sources';
/** An agent that runs from an earlier build may still load one of its chunks. */
const KEEP_CHUNKS_MS = 24 * 3_600_000;

/**
 * @param {string} folder
 * @returns {string[]} paths of all TypeScript sources but tests and of all data, sorted
 */
const sourcesIn = (folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => SOURCE.test(name))
    .sort()
    .map((name) => join(folder, name));

/**
 * Changes with the name, size or time of any file that goes into the bundle.
 *
 * @param {string} project
 */
const fingerprint = (project) => {
  const hash = createHash('sha256');
  const files = SOURCE_FOLDERS.flatMap((folder) => sourcesIn(join(project, folder)));
  for (const file of [...files, join(project, 'package.json'), join(project, 'package-lock.json'), ...BUNDLERS]) {
    const { size, mtimeMs } = statSync(file);
    hash.update(`${file}\0${size}\0${mtimeMs}\n`);
  }
  return hash.digest('hex');
};

/**
 * Whether `dist/` is older than the sources. A copy without sources runs what it was shipped with.
 *
 * @param {string} project
 */
export const isStale = (project) => {
  if (!existsSync(join(project, 'main'))) return false;
  try {
    return readFileSync(join(project, 'dist', STAMP), 'utf8') !== fingerprint(project);
  } catch {
    return true;
  }
};

/**
 * Bundles when the sources have changed, under the project's own Node.
 *
 * @param {string} project
 * @returns {Promise<boolean>} whether `dist/` is up to date now
 */
export const ensureBundled = async (project) =>
  !isStale(project) || (await run(nodeBinary(project), [SELF, project])) === 0;

/**
 * Writes by renaming, file by file, the programs last: whoever starts one meanwhile gets the old or the new.
 *
 * @param {string} dist
 * @param {ReadonlyArray<{ readonly fileName: string, readonly content: string | Uint8Array }>} files
 */
const publish = (dist, files) => {
  const now = Date.now();
  mkdirSync(dist, { recursive: true });
  for (const { fileName, content } of files) {
    const temporary = join(dist, `.${fileName.replaceAll('/', '.')}.${process.pid}`);
    mkdirSync(dirname(join(dist, fileName)), { recursive: true });
    writeFileSync(temporary, content);
    renameSync(temporary, join(dist, fileName));
  }
  const written = new Set([PAGES, VERIFIER, ...files.map(({ fileName }) => fileName)]);
  for (const name of readdirSync(dist)) {
    const file = join(dist, name);
    if (!written.has(name) && now - statSync(file).mtimeMs > KEEP_CHUNKS_MS) rmSync(file, { recursive: true });
  }
};

/**
 * @param {string} project
 * @param {NonNullable<import('rolldown').InputOptions['input']>} input
 * @param {'esm' | 'cjs'} format
 */
const bundlePrograms = async (project, input, format) => {
  const { rolldown } = await import('rolldown');
  const build = await rolldown({
    cwd: project,
    input,
    platform: 'node',
    external: (id) => EXTERNAL.some((name) => id === name || id.startsWith(`${name}/`)),
  });
  const ending = format === 'esm' ? 'js' : 'cjs';
  const { output } = await build.generate({
    format,
    entryFileNames: `[name].${ending}`,
    chunkFileNames: `[name]-[hash].${ending}`,
    sourcemap: true,
  });
  await build.close();
  return output.map((item) => ({
    fileName: item.fileName,
    content: item.type === 'chunk' ? item.code : item.source,
  }));
};

/**
 * @param {string} project
 * @returns {Promise<void>} rejects with the bundler's message when a source does not compile
 */
export const bundle = async (project) => {
  const before = fingerprint(project);
  const programs = await bundlePrograms(project, ENTRIES, 'esm');
  const preload = await bundlePrograms(project, PRELOAD, 'cjs');
  mkdirSync(join(project, 'dist'), { recursive: true });
  await bundlePages(project, join(project, 'dist', PAGES));
  const files = [...programs, ...preload, ...(await bundleVerifier(project))];
  const isProgram = (/** @type {string} */ name) => Object.keys(ENTRIES).some((entry) => name === `${entry}.js`);
  files.sort((a, b) => Number(isProgram(a.fileName)) - Number(isProgram(b.fileName)));
  publish(join(project, 'dist'), [...files, { fileName: STAMP, content: before }]);
};

if (process.argv[1] === SELF) {
  const project = resolve(process.argv[2] ?? '.');
  try {
    await bundle(project);
  } catch (error) {
    const message = `The sources cannot be bundled: ${error instanceof Error ? error.message : String(error)}`;
    console.error(process.stderr.isTTY ? message : stripVTControlCharacters(message));
    process.exitCode = 1;
  }
}
