/** What `electron.app` remembers. */
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import manifest from '../../../package.json' with { type: 'json' };

export interface LoginItem {
  readonly openAtLogin: boolean;
  readonly [other: string]: unknown;
}

export interface AppState {
  readonly paths: Map<string, string>;
  readonly switches: Map<string, string>;
  readonly wishes: string[];
  isReady: boolean;
  loginItem: LoginItem;
  isLockTaken: boolean;
  hasLock: boolean;
  exitCode: number | null;
  isQuitting: boolean;
  locale: string;
  name: string;
}

const OWN = join(tmpdir(), 'electron-double');

const DEFAULT_PATHS: Readonly<Record<string, string>> = {
  home: homedir(),
  temp: tmpdir(),
  appData: join(homedir(), '.config'),
  userData: join(OWN, 'userData'),
  sessionData: join(OWN, 'userData'),
  logs: join(OWN, 'logs'),
  exe: process.execPath,
  downloads: join(homedir(), 'Downloads'),
};

export const initialState = (): AppState => ({
  paths: new Map(Object.entries(DEFAULT_PATHS)),
  switches: new Map(),
  wishes: [],
  isReady: false,
  loginItem: { openAtLogin: false },
  isLockTaken: false,
  hasLock: false,
  exitCode: null,
  isQuitting: false,
  locale: 'en-US',
  name: manifest.name,
});
