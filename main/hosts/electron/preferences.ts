/** How somebody likes the windows, and where the main window was: `windows.json` in the data folder. */
import ElectronStore from 'electron-store';
import type { Rectangle } from 'electron';
import { z } from 'zod';
import { preferencesSchema, type Preferences } from '../../../contract/windows.ts';

const boundsSchema = z.strictObject({
  x: z.number().int(),
  y: z.number().int(),
  width: z.number().int().positive(),
  height: z.number().int().positive(),
});
const storedSchema = z.strictObject({
  preferences: preferencesSchema.prefault({}),
  bounds: boundsSchema.nullable().default(null),
});
type Stored = z.infer<typeof storedSchema>;

export interface WindowPreferences {
  readonly read: () => Preferences;
  readonly write: (change: Partial<Preferences>) => Preferences;
  readonly bounds: () => Rectangle | null;
  readonly rememberBounds: (bounds: Rectangle) => void;
}

const DAMAGED = 'windows.json was damaged: the windows are as they were at the first start.';

const openStore = (home: string, onFault: (cause: unknown) => void): ElectronStore<Stored> => {
  const options = { name: 'windows', cwd: home, configFileMode: 0o600 };
  try {
    return new ElectronStore<Stored>(options);
  } catch (cause) {
    onFault(new Error(DAMAGED, { cause }));
    return new ElectronStore<Stored>({ ...options, clearInvalidConfig: true });
  }
};

/** @param onFault is told of a damaged file, which is replaced, and of one that cannot be written. */
export const openPreferences = (home: string, onFault: (cause: unknown) => void): WindowPreferences => {
  const store = openStore(home, onFault);
  const found = storedSchema.safeParse(store.store);
  if (!found.success) onFault(new Error(DAMAGED, { cause: found.error }));
  let stored = found.success ? found.data : storedSchema.parse({});

  const keep = (next: Stored): void => {
    stored = next;
    try {
      store.store = next;
    } catch (cause) {
      // It holds until the program ends.
      onFault(cause);
    }
  };
  return {
    read: () => stored.preferences,
    write: (change) => {
      keep({ ...stored, preferences: preferencesSchema.parse({ ...stored.preferences, ...change }) });
      return stored.preferences;
    },
    bounds: () => stored.bounds,
    rememberBounds: ({ x, y, width, height }) => {
      keep({ ...stored, bounds: { x, y, width, height } });
    },
  };
};
