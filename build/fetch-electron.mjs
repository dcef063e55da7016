/** Fetches the binary of Electron by the package's own installer, with progress and a time limit. */
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { electronBinary } from './electron-binary.mjs';
import { explainFetch } from './explain-fetch.mjs';
import { forgetFailure, rememberFailure } from './fetch-wish.mjs';
import { nodeBinary } from './node-binary.mjs';
import { watchDownload } from './watch-download.mjs';

/** Longest time without a byte more, unless SAMEHAND_ELECTRON_TIMEOUT_S says otherwise. */
const STALLED_S = 120;

/** Exit code of a program that Ctrl+C ended. */
export const INTERRUPTED = 130;

/** @typedef {{ readonly ok: true } | { readonly ok: false, readonly isInterrupted: boolean, readonly message: string }} Fetched */

/**
 * The installer tells that a fetch failed, but not why: that is what this adds. Run in the installer before it begins.
 */
const TELL_WHY = `
  const { fetch } = globalThis;
  globalThis.fetch = (...args) => fetch(...args).catch((error) => {
    for (let cause = error.cause; cause; cause = cause.cause) console.error('cause:', cause.code, cause.message);
    throw error;
  });`;

/** @param {string | undefined} text */
const stalledMsOf = (text) => (Number(text) > 0 ? Number(text) : STALLED_S) * 1_000;

const STOP_SIGNALS = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']);

/**
 * @param {string} project
 * @param {{ readonly env?: NodeJS.ProcessEnv, readonly log?: (line: string) => void, readonly isTerminal?: boolean }} [options]
 * @returns {Promise<Fetched>}
 */
export const fetchElectron = async (project, options = {}) => {
  const { env = process.env, log = console.log, isTerminal = process.stdout.isTTY === true } = options;
  /** @param {string} message */
  const failed = (message, isInterrupted = false) => /** @type {const} */ ({ ok: false, isInterrupted, message });
  const electron = join(project, 'node_modules', 'electron');
  const installer = join(electron, 'install.js');
  if (!existsSync(installer)) return failed('The package of Electron is not installed.');
  const stalledMs = stalledMsOf(env.SAMEHAND_ELECTRON_TIMEOUT_S);
  let folder;
  try {
    // Its downloads go to the temporary folder: one of their own shows how far they are.
    folder = mkdtempSync(join(tmpdir(), 'samehand-electron-'));
  } catch (error) {
    return failed(explainFetch(String(error)));
  }
  log('Fetching Electron (about 110 MB, once). Ctrl+C leaves it for now.');
  const child = spawn(
    nodeBinary(project),
    ['--import', `data:text/javascript,${encodeURIComponent(TELL_WHY)}`, installer],
    {
      // Node then goes by HTTP_PROXY, HTTPS_PROXY and NO_PROXY, as npm does.
      env: { NODE_USE_ENV_PROXY: '1', ...env, TMPDIR: folder, TEMP: folder, TMP: folder },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  let output = '';
  child.stdout.on('data', (chunk) => (output += String(chunk)));
  child.stderr.on('data', (chunk) => (output += String(chunk)));
  /** @type {'stalled' | 'interrupted' | null} */
  let ended = null;
  /** @param {'stalled' | 'interrupted'} why */
  const end = (why) => {
    ended ??= why;
    child.kill('SIGKILL');
  };
  const interrupt = () => end('interrupted');
  for (const signal of STOP_SIGNALS) process.on(signal, interrupt);
  const stopWatching = watchDownload({
    downloads: folder,
    unpacked: join(electron, 'dist'),
    stalledMs,
    log,
    isTerminal,
    onStall: () => end('stalled'),
  });
  const code = await new Promise((resolve) => {
    child.on('error', () => resolve(1));
    child.on('close', resolve);
  });
  stopWatching();
  for (const signal of STOP_SIGNALS) process.off(signal, interrupt);
  rmSync(folder, { recursive: true, force: true });
  if (ended === 'interrupted') return failed('Electron was not fetched.', true);
  if (code === 0 && electronBinary(project) !== null) {
    forgetFailure(project);
    return { ok: true };
  }
  rememberFailure(project, output);
  if (ended === null) return failed(explainFetch(output));
  return failed(`Electron could not be fetched: nothing came for ${Math.round(stalledMs / 1_000)} s.`);
};
