/** Whether to fetch the binary of Electron now: a failure is remembered for a day. */
import { mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** After a failure it is not tried again for so long: nobody wants to wait at every start. */
const AGAIN_AFTER_MS = 24 * 3_600_000;

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
  // A clock that was put back does not make it never.
  return marker !== undefined && Math.abs(now - marker.mtimeMs) < AGAIN_AFTER_MS;
};

/**
 * SAMEHAND_ELECTRON_FETCH: `never`, or `always`, at each start; else no more than once a day where it fails.
 *
 * @param {string} project
 * @param {number} now milliseconds since 1970
 * @param {NodeJS.ProcessEnv} env
 * @returns {{ readonly fetches: boolean, readonly because: string | null }} `because` is why not, as a sentence
 */
export const isToFetch = (project, now, env) => {
  const wish = env.SAMEHAND_ELECTRON_FETCH;
  if (wish === 'always') return { fetches: true, because: null };
  // Electron's own installers and others know the second name.
  if (wish === 'never' || env.ELECTRON_SKIP_BINARY_DOWNLOAD === '1') {
    return { fetches: false, because: 'The binary of Electron is not installed, and is not to be fetched.' };
  }
  if (!failedLately(project, now)) return { fetches: true, because: null };
  return {
    fetches: false,
    because: 'Electron could not be fetched at an earlier start, and is tried again after a day.',
  };
};

/**
 * @param {string} project
 * @param {string} output
 */
export const rememberFailure = (project, output) => {
  try {
    mkdirSync(dirname(markerOf(project)), { recursive: true });
    writeFileSync(markerOf(project), output.slice(0, 4_000));
  } catch {
    // The disk is full or not ours: then it is tried again at the next start.
  }
};

/** @param {string} project */
export const forgetFailure = (project) => {
  rmSync(markerOf(project), { force: true });
};
