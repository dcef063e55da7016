/** Which skipped tests are an answer of the machine, and which are a gap that somebody could close. */

/** @typedef {{ readonly name: string, readonly note: string | null }} SkippedTest */

/** Needs that only another machine can meet; a test skips for them exactly when that is so. */
const ELSEWHERE = ['electron-binary', 'datasets', 'linux', 'root'];

/**
 * Whether this machine could have run the test: it was skipped for something that can be installed on Linux, or
 * without a reason.
 *
 * @param {string | null} note what the test gave when it skipped: `needs <need>: <reason>`
 * @param {NodeJS.Platform} platform
 */
export const isAvoidable = (note, platform) => {
  const need = /^needs ([\w-]+):/.exec(note ?? '')?.[1];
  if (need === undefined) return true;
  return platform === 'linux' && !ELSEWHERE.includes(need);
};
