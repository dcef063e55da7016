/** Fetches the binary of Electron by the package's own installer, with progress and a time limit. */
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { electronBinary } from './electron-binary.mjs';
import { nodeBinary } from './node-binary.mjs';

/** Longest time without a byte more, unless SAMEHAND_ELECTRON_TIMEOUT_S says otherwise. */
const STALLED_S = 120;
const LOOK_MS = 1_000;
/** After a failure it is not tried again for so long: nobody wants to wait at every start. */
const AGAIN_AFTER_MS = 24 * 3_600_000;
const MEGABYTE = 1e6;

/** @typedef {{ readonly ok: true } | { readonly ok: false, readonly message: string }} Fetched */

const CAUSES = /** @type {const} */ ([
  [/checksum|sha-?256|mismatch/i, 'what came is not what the package expects (a wrong checksum)'],
  [/ENOSPC/, 'the disk is full: about 400 MB are needed'],
  [/404|not found/i, 'the server does not have it'],
  [/407|proxy/i, 'the proxy refused it'],
  [/EACCES|EPERM|EROFS/, 'this folder cannot be written to'],
  [
    /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|fetch failed|network/i,
    'the network does not let it through',
  ],
]);

/**
 * A sentence from what the installer wrote.
 *
 * @param {string} output
 */
export const explainFetch = (output) => {
  const cause = CAUSES.find(([pattern]) => pattern.test(output))?.[1] ?? 'its installer failed';
  return `Electron could not be fetched: ${cause}.`;
};

/**
 * Bytes of all files in a folder, however deep.
 *
 * @param {string} folder
 * @returns {number}
 */
const bytesIn = (folder) => {
  try {
    return readdirSync(folder, { recursive: true, encoding: 'utf8' }).reduce(
      (sum, name) => sum + (statSync(join(folder, name), { throwIfNoEntry: false })?.size ?? 0),
      0,
    );
  } catch {
    return 0; // a file that went while it was counted
  }
};

/** @param {string} project */
const markerOf = (project) => join(project, 'node_modules', '.cache', 'samehand', 'electron-not-fetched');

/**
 * Whether it failed not long ago.
 *
 * @param {string} project
 * @param {number} now milliseconds since 1970
 */
export const failedLately = (project, now) => {
  const marker = statSync(markerOf(project), { throwIfNoEntry: false });
  return marker !== undefined && now - marker.mtimeMs < AGAIN_AFTER_MS;
};

/**
 * @param {string} project
 * @param {{ readonly env?: NodeJS.ProcessEnv, readonly log?: (line: string) => void, readonly isTerminal?: boolean }} [options]
 * @returns {Promise<Fetched>}
 */
export const fetchElectron = async (project, options = {}) => {
  const { env = process.env, log = console.log, isTerminal = process.stdout.isTTY === true } = options;
  const installer = join(project, 'node_modules', 'electron', 'install.js');
  if (!existsSync(installer)) return { ok: false, message: 'The package of Electron is not installed.' };
  const stalledMs = Number(env.SAMEHAND_ELECTRON_TIMEOUT_S ?? STALLED_S) * 1_000;
  // Its downloads go to the temporary folder: one of their own shows how far they are.
  const folder = mkdtempSync(join(tmpdir(), 'samehand-electron-'));
  log('Fetching Electron (about 110 MB, once). Ctrl+C leaves it; the agent can be used without.');
  try {
    const child = spawn(nodeBinary(project), [installer], {
      env: { ...env, TMPDIR: folder, TEMP: folder, TMP: folder },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    child.stdout.on('data', (chunk) => (output += String(chunk)));
    child.stderr.on('data', (chunk) => (output += String(chunk)));
    let bytes = 0;
    let movedAt = Date.now();
    let isStalled = false;
    const timer = setInterval(() => {
      const now = bytesIn(folder);
      if (now !== bytes) {
        movedAt = Date.now();
        const line = `  ${Math.round(now / MEGABYTE)} MB`;
        if (isTerminal) process.stdout.write(`\r${line} `);
        else if (Math.floor(now / (10 * MEGABYTE)) !== Math.floor(bytes / (10 * MEGABYTE))) log(line);
        bytes = now;
      } else if (Date.now() - movedAt > stalledMs) {
        isStalled = true;
        child.kill('SIGKILL');
      }
    }, LOOK_MS);
    const code = await new Promise((resolve) => {
      child.on('error', () => resolve(1));
      child.on('close', resolve);
    });
    clearInterval(timer);
    if (isTerminal && bytes > 0) process.stdout.write('\n');
    if (code === 0 && electronBinary(project) !== null) {
      rmSync(markerOf(project), { force: true });
      return { ok: true };
    }
    mkdirSync(dirname(markerOf(project)), { recursive: true });
    writeFileSync(markerOf(project), output.slice(0, 4_000));
    const message = isStalled
      ? `Electron could not be fetched: nothing came for ${Math.round(stalledMs / 1_000)} s.`
      : explainFetch(output);
    return { ok: false, message };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};
