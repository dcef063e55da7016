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
 * `windows.json` in the data folder, for its owner alone. What is not preferences there is taken for the defaults.
 *
 * @param onFault is told of a file that cannot be read or written; a choice then holds until the program ends.
 */
export const preferencesIn = (home: string, onFault: (cause: unknown) => void): PreferenceStore => {
  let chosen: Preferences | null = null;
  const attempt = <T>(work: (store: Conf) => T, otherwise: T): T => {
    try {
      return work(openStore(home));
    } catch (cause) {
      onFault(cause);
      return otherwise;
    }
  };
  const read = (): Preferences => {
    if (chosen !== null) return chosen;
    const kept = preferencesSchema.safeParse(attempt<unknown>((store) => store.get(KEY), {}));
    return kept.success ? kept.data : preferencesSchema.parse({});
  };
  return {
    read,
    write: (change) => {
      const next = { ...read(), ...change };
      const isKept = attempt((store) => {
        store.set(KEY, next);
        return true;
      }, false);
      chosen = isKept ? null : next;
      return next;
    },
  };
};
