/** Whether Electron can make its sandbox here: without one it does not start. */
import { readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';

const SETUID = 0o4000;
/** What forbids users to make namespaces of their own, of which the sandbox is made. */
const FORBIDDEN = /** @type {const} */ ([
  ['/proc/sys/kernel/apparmor_restrict_unprivileged_userns', '1'],
  ['/proc/sys/kernel/unprivileged_userns_clone', '0'],
  ['/proc/sys/user/max_user_namespaces', '0'],
]);

/** @param {string} path */
const readSetting = (path) => {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch {
    return null; // a kernel without it
  }
};

/** @param {string} helper */
const isSetuidRoot = (helper) => {
  const found = statSync(helper, { throwIfNoEntry: false });
  return found !== undefined && found.uid === 0 && (found.mode & SETUID) !== 0;
};

/**
 * @param {object} surroundings
 * @param {NodeJS.Platform} surroundings.platform
 * @param {number | undefined} surroundings.uid
 * @param {NodeJS.ProcessEnv} surroundings.env
 * @param {string | null} surroundings.binary Electron's; null while it is not there
 * @param {(path: string) => string | null} [surroundings.read] the kernel's settings
 * @returns {string | null} a sentence with what to do, or null
 */
export const sandboxProblem = ({ platform, uid, env, binary, read = readSetting }) => {
  if (platform !== 'linux' || env.ELECTRON_DISABLE_SANDBOX !== undefined) return null;
  if (uid === 0) return 'Electron does not run for root, because it has no sandbox there: start it as a user.';
  if (binary === null) return null;
  const helper = join(dirname(binary), 'chrome-sandbox');
  if (isSetuidRoot(helper) || !FORBIDDEN.some(([path, value]) => read(path) === value)) return null;
  return `This system does not let Electron make its sandbox. To allow it: sudo chown root "${helper}" && sudo chmod 4755 "${helper}"`;
};
