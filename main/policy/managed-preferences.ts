/** macOS: managed preferences, which a configuration profile brings. For the user first, then for the machine. */
import { lstat } from 'node:fs/promises';
import { err, ok, type Result } from '../../contract/result.ts';
import { runCommand, type RunCommand } from '../platform/run-command.ts';
import { fileStamp } from './bounded-file.ts';
import type { ManagedSource } from './managed.ts';

const FOLDER = '/Library/Managed Preferences';
const DOMAIN = 'app.samehand.agent';
const ROOT = 0;
const OTHERS_WRITE = 0o022;

/** Null: nothing is wrong with it. `missing` is no fault. */
const ownerFault = async (path: string): Promise<{ readonly fault: string | null } | 'missing'> => {
  try {
    const stats = await lstat(path);
    if (!stats.isFile()) return { fault: 'it is not a regular file' };
    if (stats.uid !== ROOT) return { fault: 'it does not belong to root' };
    return { fault: (stats.mode & OTHERS_WRITE) === 0 ? null : 'others than root may write it' };
  } catch {
    return 'missing';
  }
};

/** What a property list says, as JSON. Preferences of the system itself (`_…`) are not settings. */
export const settingsOfPlist = (json: string): Result<object, 'policy-invalid'> => {
  try {
    const value = JSON.parse(json) as Record<string, unknown>;
    return ok(Object.fromEntries(Object.entries(value).filter(([name]) => !name.startsWith('_'))));
  } catch {
    return err('policy-invalid', 'it is not a property list that could be read');
  }
};

export const managedPreferences = (
  username: string,
  folder: string = FOLDER,
  run: RunCommand = runCommand,
): ManagedSource => {
  const paths = [`${folder}/${username}/${DOMAIN}.plist`, `${folder}/${DOMAIN}.plist`];
  return {
    name: paths[0] ?? folder,
    stamp: () => Promise.resolve(paths.map(fileStamp).join('\n')),
    read: async () => {
      for (const path of paths) {
        const found = await ownerFault(path);
        if (found === 'missing') continue;
        if (found.fault !== null) return err('policy-invalid', found.fault);
        const json = await run('/usr/bin/plutil', ['-convert', 'json', '-o', '-', path]);
        return json === null ? err('policy-invalid', 'plutil could not read it') : settingsOfPlist(json);
      }
      return ok(null);
    },
  };
};
