/** How somebody likes the windows, kept in a file of theirs: the same that the windows of the tray use. */
import Conf from 'conf';
import { preferencesSchema, type Preferences } from '../../contract/windows.ts';
import type { PreferenceStore } from './window-handlers.ts';

/** `windows.json` in the data folder, for its owner alone. What cannot be read is taken for the defaults. */
export const preferencesIn = (home: string): PreferenceStore => {
  const store = new Conf<Record<string, unknown>>({
    cwd: home,
    configName: 'windows',
    configFileMode: 0o600,
    clearInvalidConfig: true,
    projectName: 'samehand',
  });
  const read = (): Preferences => {
    const { theme, language, zoom } = store.store;
    const parsed = preferencesSchema.safeParse({ theme, language, zoom });
    return parsed.success ? parsed.data : preferencesSchema.parse({});
  };
  return {
    read,
    write: (change) => {
      const next = { ...read(), ...change };
      store.set(next);
      return next;
    },
  };
};
