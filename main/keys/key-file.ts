/** The key in a file that only its owner can read: for machines without a keychain. */
import { closeSync, constants, fstatSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { err, ok, type Result } from '../../contract/result.ts';
import { decodeKey, encodeKey } from './key-text.ts';
import { OWNER_ONLY_FILE, syncFolder } from './private-file.ts';

const OTHERS = 0o077;

export const keyFilePath = (home: string): string => join(home, 'key');

/** What is wrong with an open key file, as a sentence that says what to do; null when nothing is. */
const faultOf = (file: number, path: string): string | null => {
  const { uid, mode } = fstatSync(file);
  if ((mode & constants.S_IFMT) !== constants.S_IFREG) return `${path} is not a file. Move it away.`;
  const user = process.geteuid?.();
  // Windows has no such mode; there the folder in the user's own profile keeps others out.
  if (user === undefined) return null;
  if (uid !== user) return `The key file ${path} belongs to another user. Run the agent as that user, or move it away.`;
  if ((mode & OTHERS) !== 0) {
    return (
      `Others may read the key file ${path} (mode ${(mode & 0o777).toString(8)}). Run "chmod 600 ${path}"; ` +
      'if somebody may have read it, move the data folder away and let the agent learn afresh.'
    );
  }
  return null;
};

const codeOf = (error: unknown): unknown => (error instanceof Error && 'code' in error ? error.code : undefined);

/** The key, null when there is no file, or why the file is not to be trusted. */
export const readKeyFile = (home: string): Result<Uint8Array | null, 'key-unavailable'> => {
  const path = keyFilePath(home);
  let file: number;
  try {
    // Not through a link, and never waiting for the other end of a pipe. Windows lacks both; there they count as 0.
    file = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return ok(null);
    if (codeOf(error) === 'ELOOP') {
      return err('key-unavailable', `${path} is a symbolic link. Put the key file itself there, with mode 600.`);
    }
    return err('key-unavailable', `The key file cannot be opened (${String(error)}). Check its owner and mode.`);
  }
  try {
    const fault = faultOf(file, path);
    if (fault !== null) return err('key-unavailable', fault);
    const key = decodeKey(readFileSync(file, 'utf8').trim());
    return key === null
      ? err('key-unavailable', `The key file ${path} is damaged. Restore it from a backup.`)
      : ok(key);
  } finally {
    closeSync(file);
  }
};

/** Makes the key file. Never writes over one that exists; throws the system's error. */
export const createKeyFile = (home: string, key: Uint8Array): void => {
  const path = keyFilePath(home);
  writeFileSync(path, `${encodeKey(key)}\n`, { mode: OWNER_ONLY_FILE, flag: 'wx', flush: true });
  syncFolder(dirname(path));
};
