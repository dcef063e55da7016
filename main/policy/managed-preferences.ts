/** macOS: managed preferences, which a configuration profile brings. Those for the user lie over those of the machine. */
import { lstat } from 'node:fs/promises';
import { err, ok, type Result } from '../../contract/result.ts';
import { runCommand, type RunCommand } from '../platform/run-command.ts';
import { fileStamp } from './bounded-file.ts';
import { layOver, parseJson, type Settings } from './document.ts';
import type { ManagedSource } from './managed.ts';

const FOLDER = '/Library/Managed Preferences';
const DOMAIN = 'app.samehand.agent';
const ROOT = 0;
const OTHERS_WRITE = 0o022;

const codeOf = (cause: unknown): unknown => (cause instanceof Error && 'code' in cause ? cause.code : undefined);

/** Null: nothing is wrong with it. `missing` is no fault. */
const ownerFault = async (path: string): Promise<{ readonly fault: string | null } | 'missing'> => {
  try {
    const stats = await lstat(path);
    if (!stats.isFile()) return { fault: 'it is not a regular file' };
    if (stats.uid !== ROOT) return { fault: 'it does not belong to root' };
    return { fault: (stats.mode & OTHERS_WRITE) === 0 ? null : 'others than root may write it' };
  } catch (cause) {
    if (codeOf(cause) === 'ENOENT' || codeOf(cause) === 'ENOTDIR') return 'missing';
    return { fault: cause instanceof Error ? cause.message : String(cause) };
  }
};

/** What a property list says, as JSON. Preferences of the system itself (`_…`) are not settings. */
export const settingsOfPlist = (json: string): Result<Settings, 'policy-invalid'> => {
  const parsed = parseJson(json);
  return parsed.ok && typeof parsed.value === 'object' && parsed.value !== null
    ? ok(Object.fromEntries(Object.entries(parsed.value).filter(([name]) => !name.startsWith('_'))))
    : err('policy-invalid', 'it is not a property list that could be read');
};

const readPreferences = async (path: string, run: RunCommand): Promise<Result<Settings | null, 'policy-invalid'>> => {
  const found = await ownerFault(path);
  if (found === 'missing') return ok(null);
  if (found.fault !== null) return err('policy-invalid', found.fault);
  const json = await run('/usr/bin/plutil', ['-convert', 'json', '-o', '-', path]);
  return json === null ? err('policy-invalid', 'plutil could not read it') : settingsOfPlist(json);
};

export const managedPreferences = (
  username: string,
  folder: string = FOLDER,
  run: RunCommand = runCommand,
): ManagedSource => {
  /** Later ones lie over earlier ones. */
  const paths = [`${folder}/${DOMAIN}.plist`, `${folder}/${username}/${DOMAIN}.plist`];
  return {
    name: `${DOMAIN} of the managed preferences`,
    stamp: () => Promise.resolve(paths.map(fileStamp).join('\n')),
    read: async () => {
      let document: Settings | null = null;
      for (const path of paths) {
        const found = await readPreferences(path, run);
        if (!found.ok) return err('policy-invalid', `${path}: ${found.message}`);
        if (found.value !== null) document = layOver(document ?? {}, found.value);
      }
      return ok(document);
    },
  };
};
