/** Installs the npm packages when they are missing or are not those of the lock file. Runs on Node 18 with nothing installed. */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { NODE_MAJOR, majorOf, nodeBinary } from './node-binary.mjs';

/** @typedef {{ version?: string, optional?: boolean, devOptional?: boolean, link?: boolean }} LockedPackage */
/** @typedef {Readonly<Record<string, LockedPackage>>} LockedPackages */
/** @typedef {{ ok: true } | { ok: false, message: string }} Outcome */

/**
 * @param {string} file
 * @returns {LockedPackages | null}
 */
const packagesOf = (file) => {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages ?? null;
  } catch {
    return null;
  }
};

/**
 * Whether what npm says it has installed holds every package of the lock at its version. Optional packages may be
 * absent: they are those of other platforms.
 *
 * @param {LockedPackages} locked `packages` of package-lock.json
 * @param {LockedPackages} installed `packages` of node_modules/.package-lock.json
 */
export const matchesLock = (locked, installed) =>
  Object.entries(locked).every(([path, { version, optional, devOptional }]) => {
    if (path === '') return true;
    const found = installed[path];
    return found === undefined ? optional === true || devOptional === true : found.version === version;
  });

/** @param {string} project */
const isInstalled = (project) => {
  const locked = packagesOf(join(project, 'package-lock.json'));
  const installed = packagesOf(join(project, 'node_modules', '.package-lock.json'));
  return locked !== null && installed !== null && matchesLock(locked, installed);
};

/**
 * @param {string} project
 * @returns {string} the version as `node -v` prints it, or the reason that there is none
 */
const nodeVersion = (project) => {
  const answer = spawnSync(nodeBinary(project), ['-v'], { encoding: 'utf8' });
  return answer.error?.message ?? answer.stdout.trim();
};

const CAUSES = /** @type {const} */ ([
  [
    /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|network/,
    'The package registry cannot be reached: connect to the network, or set npm_config_registry, and try again.',
  ],
  [/ENOSPC/, 'The disk is full: about 1 GB is needed.'],
  [/EUSAGE/, 'package-lock.json does not fit package.json: run npm install, and commit both.'],
  [/EACCES|EPERM|EROFS/, 'This folder cannot be written to: run the command as the user who owns it.'],
]);

/** npm says what is wrong first, then how to call it. */
const QUOTED_LINES = 8;

/**
 * The sentence for a person, from what npm wrote when it failed.
 *
 * @param {string} output
 */
export const explainFailure = (output) => {
  const cause = CAUSES.find(([pattern]) => pattern.test(output));
  const said = output.trim().split('\n').slice(0, QUOTED_LINES).join('\n');
  return `${cause?.[1] ?? 'npm ci failed.'}\n${said}`;
};

/**
 * @param {string} project
 * @returns {Promise<{ code: number, output: string }>}
 */
const npmCi = (project) =>
  new Promise((resolve) => {
    // The npm that runs us, if one does: the one in PATH may be another, or on Windows a script.
    const npm = process.env.npm_execpath;
    const [file, first] = npm?.endsWith('.js') === true ? [process.execPath, [npm]] : ['npm', []];
    // Errors alone: under Node 20 npm would warn of every package that asks for a newer one, which it gets.
    const args = [...first, 'ci', '--ignore-scripts=false', '--no-audit', '--no-fund', '--loglevel=error'];
    const child = spawn(file, args, { cwd: project, shell: file === 'npm' && process.platform === 'win32' });
    let output = '';
    child.stdout.on('data', (chunk) => (output += String(chunk)));
    child.stderr.on('data', (chunk) => (output += String(chunk)));
    child.on('error', (error) => resolve({ code: 1, output: `Cannot start npm: ${error.message}` }));
    child.on('close', (code) => resolve({ code: code ?? 1, output }));
  });

/**
 * Makes `node_modules` hold what the lock says and a Node that is new enough. Does nothing when it does.
 *
 * @param {string} project
 * @param {(line: string) => void} [log] progress, a line at a time
 * @returns {Promise<Outcome>}
 */
export const ensureInstalled = async (project, log = console.log) => {
  if (!isInstalled(project) || majorOf(nodeVersion(project)) < NODE_MAJOR) {
    const again = existsSync(join(project, 'node_modules'));
    const packages = Object.keys(packagesOf(join(project, 'package-lock.json')) ?? {}).length;
    log(`${again ? 'The packages have changed: installing' : 'Installing'} ${packages} packages, among them Node …`);
    const started = performance.now();
    const { code, output } = await npmCi(project);
    if (code !== 0) return { ok: false, message: explainFailure(output) };
    log(`Installed in ${Math.round((performance.now() - started) / 1000)} s.`);
  }
  const version = nodeVersion(project);
  if (majorOf(version) >= NODE_MAJOR) return { ok: true };
  return {
    ok: false,
    message: `Node ${NODE_MAJOR} is needed in node_modules, found: ${version}. Run: npm rebuild node`,
  };
};

/**
 * As {@link ensureInstalled}, and ends the process with the sentence on standard error when that fails.
 *
 * @param {string} project
 * @param {(line: string) => void} [log]
 */
export const requireInstalled = async (project, log) => {
  const outcome = await ensureInstalled(project, log);
  if (outcome.ok) return;
  console.error(outcome.message);
  process.exit(1);
};
