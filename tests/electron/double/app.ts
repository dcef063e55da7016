/** `electron.app`: its events and what it remembers. Nothing here ends the process of the tests. */
import { EventEmitter } from 'node:events';
import { join } from 'node:path';
import manifest from '../../../package.json' with { type: 'json' };
import { initialState, type LoginItem } from './app-state.ts';
import { emitPreventable } from './emitted-event.ts';
import { onReset } from './resets.ts';
import { openWindows, whenLastIsGone } from './window-registry.ts';

let state = initialState();

class App extends EventEmitter {
  isPackaged = false;
  /** Of macOS alone. */
  readonly dock = undefined;
  readonly commandLine = {
    appendSwitch: (name: string, value = ''): void => void state.switches.set(name, value),
    removeSwitch: (name: string): void => void state.switches.delete(name),
    hasSwitch: (name: string): boolean => state.switches.has(name),
    getSwitchValue: (name: string): string => state.switches.get(name) ?? '',
  };

  /** Ready once somebody waits for it: what must be done before is then known to have been. */
  async whenReady(): Promise<void> {
    await Promise.resolve();
    if (state.isReady) return;
    state.isReady = true;
    this.emit('ready', {});
  }
  isReady(): boolean {
    return state.isReady;
  }
  getName(): string {
    return state.name;
  }
  getVersion(): string {
    return manifest.version;
  }
  getLocale(): string {
    return state.locale;
  }
  getPreferredSystemLanguages(): readonly string[] {
    return [state.locale];
  }
  getAppPath(): string {
    return join(import.meta.dirname, '../../..');
  }
  getPath(name: string): string {
    const path = state.paths.get(name);
    if (path === undefined) throw new Error(`Failed to get '${name}' path`);
    return path;
  }
  setPath(name: string, path: string): void {
    state.paths.set(name, path);
  }
  requestSingleInstanceLock(): boolean {
    state.hasLock = !state.isLockTaken;
    return state.hasLock;
  }
  hasSingleInstanceLock(): boolean {
    return state.hasLock;
  }
  releaseSingleInstanceLock(): void {
    state.hasLock = false;
  }
  setLoginItemSettings(settings: Partial<LoginItem>): void {
    state.loginItem = { ...state.loginItem, ...settings };
  }
  getLoginItemSettings(): LoginItem {
    return state.loginItem;
  }
  setAppUserModelId(id: string): void {
    state.wishes.push(`setAppUserModelId ${id}`);
  }
  enableSandbox(): void {
    this.mustNotBeReady('app.enableSandbox()');
    state.wishes.push('enableSandbox');
  }
  disableHardwareAcceleration(): void {
    this.mustNotBeReady('app.disableHardwareAcceleration()');
    state.wishes.push('disableHardwareAcceleration');
  }
  setActivationPolicy(policy: string): void {
    state.wishes.push(`setActivationPolicy ${policy}`);
  }
  relaunch(): void {
    state.wishes.push('relaunch');
  }
  focus(): void {
    // The double has no other programs to come before.
  }

  /** Closes every window and ends, unless a window or a listener objects. */
  quit(): void {
    if (state.isQuitting || emitPreventable(this, 'before-quit')) return;
    state.isQuitting = true;
    const windows = openWindows();
    if (windows.length === 0) this.#end();
    for (const window of windows) window.close();
  }
  /** At once; nobody is asked. */
  exit(code = 0): void {
    for (const window of openWindows()) window.destroy();
    this.#leave(code);
  }

  /** Of the double. */
  mustNotBeReady(what: string): void {
    if (state.isReady) throw new Error(`${what} can only be called before app is ready`);
  }
  /** Of the double. */
  mustBeReady(what: string): void {
    if (!state.isReady) throw new Error(`Cannot create ${what} before app is ready`);
  }
  /** Of the double: a window stays, so that nothing ends. */
  stay(): void {
    state.isQuitting = false;
  }
  /** Of the double: the last window is gone. */
  onLastWindow(): void {
    if (state.isQuitting) this.#end();
    else if (state.exitCode !== null) return;
    else if (this.listenerCount('window-all-closed') > 0) this.emit('window-all-closed');
    else this.quit();
  }
  #end(): void {
    if (emitPreventable(this, 'will-quit')) this.stay();
    else this.#leave(0);
  }
  #leave(code: number): void {
    state.exitCode = code;
    state.isQuitting = false;
    this.emit('quit', {}, code);
  }
}

export const app = new App();
app.setMaxListeners(0);
whenLastIsGone(() => {
  app.onLastWindow();
});

/** What tests read and set of it. */
export const appFacts = {
  loginItem: (): LoginItem => state.loginItem,
  /** Null while the program runs. */
  exitCode: (): number | null => state.exitCode,
  /** What was called that has no effect here, such as `enableSandbox`, in order. */
  wishes: (): readonly string[] => [...state.wishes],
  /** Another copy of the program holds the lock, or none. */
  takeLock: (isTaken: boolean): void => {
    state.isLockTaken = isTaken;
  },
  setLocale: (locale: string): void => {
    state.locale = locale;
  },
};

onReset(() => {
  app.removeAllListeners();
  app.isPackaged = false;
  state = initialState();
});
