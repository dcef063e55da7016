/** How somebody likes the windows, kept in a file of theirs: the same that the windows of the tray use. */
import Conf from 'conf';
import { preferencesSchema, type Preferences } from '../../contract/windows.ts';
import type { PreferenceStore } from './window-handlers.ts';

/** Beside them the file holds where the main window of the tray was. */
const KEY = 'preferences';

const openStore = (home: string): Conf =>
  new Conf({
    cwd: home,
    configName: 'windows',
    configFileMode: 0o600,
    clearInvalidConfig: true,
    projectName: 'samehand',
  });

/**
 * `windows.json` in the data folder, for its owner alone. What is not readable there is taken for the defaults.
 *
 * @param onFault is told of a file that cannot be written; the choice then holds until the program ends.
 */
export const preferencesIn = (home: string, onFault: (cause: unknown) => void): PreferenceStore => {
  const store = openStore(home);
  let unwritten: Preferences | null = null;
  const read = (): Preferences => {
    if (unwritten !== null) return unwritten;
    const kept = preferencesSchema.safeParse(store.get(KEY, {}));
    return kept.success ? kept.data : preferencesSchema.parse({});
  };
  return {
    read,
    write: (change) => {
      const next = { ...read(), ...change };
      try {
        store.set(KEY, next);
        unwritten = null;
      } catch (cause) {
        unwritten = next;
        onFault(cause);
      }
      return next;
    },
  };
};
