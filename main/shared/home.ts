/** The folder that holds all data of the agent. */
import { chmodSync, mkdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import envPaths from 'env-paths';
import { err, ok, type Result } from '../../contract/result.ts';

const OWNER_ONLY = 0o700;
const OTHERS_WRITE = 0o022;

/** `SAMEHAND_HOME`, or the place that the system gives to data of applications (XDG on Linux). An absolute path. */
export const samehandHome = (env: Readonly<NodeJS.ProcessEnv>): string => {
  const chosen = env.SAMEHAND_HOME;
  return chosen === undefined || chosen === '' ? envPaths('samehand', { suffix: '' }).data : resolve(chosen);
};

export interface HomePaths {
  readonly behaviour: string;
  readonly audit: string;
  readonly access: string;
}

/** The databases in a data folder. */
export const homePaths = (home: string): HomePaths => ({
  behaviour: join(home, 'behaviour.db'),
  audit: join(home, 'audit.db'),
  access: join(home, 'access.db'),
});

/**
 * Makes the folder, for its owner alone. One that exists keeps its mode, because it may be shared on purpose and the
 * files in it are owner-only; but it is refused when it belongs to someone else or others could swap files in it.
 */
export const prepareHome = (home: string): Result<null, 'storage-unavailable'> => {
  try {
    mkdirSync(home, { recursive: true, mode: OWNER_ONLY });
    const { uid, mode } = statSync(home);
    const user = process.geteuid?.();
    if (user !== undefined && uid !== user) {
      return err('storage-unavailable', `${home} belongs to another user. Set SAMEHAND_HOME to a folder of your own.`);
    }
    if (user !== undefined && (mode & OTHERS_WRITE) !== 0) {
      return err(
        'storage-unavailable',
        `Others can write in ${home}. Run "chmod go-w ${home}", or set SAMEHAND_HOME to a folder of your own.`,
      );
    }
    return ok(null);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return err('storage-unavailable', `The data folder ${home} cannot be used: ${reason}.`);
  }
};

/** Takes every right to the folder from everybody but its owner. */
export const secureHome = (home: string): Result<null, 'storage-unavailable'> => {
  try {
    chmodSync(home, OWNER_ONLY);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return err('storage-unavailable', `The rights to ${home} cannot be changed: ${reason}.`);
  }
  return prepareHome(home);
};

/** Bytes of databases and their logs; those that are not there have none. */
export const bytesOf = (databases: readonly string[]): number =>
  databases
    .flatMap((path) => [path, `${path}-wal`])
    .reduce((sum, path) => sum + (statSync(path, { throwIfNoEntry: false })?.size ?? 0), 0);
