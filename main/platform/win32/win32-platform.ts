/** Windows: the documented calls of user32, and no claim beyond what they return. */
import type { Result } from '../../../contract/result.ts';
import { headlessDesktop } from '../headless-desktop.ts';
import type { LockOutcome, Platform } from '../platform.ts';
import { foregroundProgram, loadWindowCalls, readWin32Network, type WindowCalls } from './circumstances.ts';
import { type User32, loadUser32 } from './user32.ts';

const METHOD = 'LockWorkStation';
/** `sizeof(LASTINPUTINFO)` in bytes, which the caller has to fill in. */
const LAST_INPUT_INFO_BYTES = 8;
const ERROR_ACCESS_DENIED = 5;

const failed = (message: string): LockOutcome => ({ ok: false, method: METHOD, confirmed: false, message });

const whyNot = (code: number): string =>
  code === ERROR_ACCESS_DENIED
    ? 'Windows refused to lock (error 5): run the agent in the session of the user, not as a service.'
    : `Windows refused to lock (error ${String(code)}).`;

/** Calls `LockWorkStation`, which is asynchronous: a success is never more than "begun". */
export const lockWorkStation = (user32: User32): LockOutcome =>
  user32.lockWorkStation() === 0
    ? failed(whyNot(user32.getLastError()))
    : {
        ok: true,
        method: METHOD,
        confirmed: false,
        message: 'Windows accepted the lock; this host cannot see whether the session is locked.',
      };

/** Milliseconds since the last input, or null. Both counters wrap after 49.7 days, and so does their difference. */
export const idleMilliseconds = (user32: User32): number | null => {
  const info = new Uint32Array([LAST_INPUT_INFO_BYTES, 0]);
  if (user32.getLastInputInfo(info) === 0) return null;
  return (user32.getTickCount() - (info[1] ?? 0)) >>> 0;
};

/** `load` is called once, when first needed. */
export const createWin32Platform = (load: () => Promise<Result<User32>> = loadUser32): Platform => {
  let loading: Promise<Result<User32>> | undefined;
  let windows: Promise<Result<WindowCalls>> | undefined;
  const library = (): Promise<Result<User32>> => (loading ??= load());
  return {
    name: 'win32',
    ...headlessDesktop('Windows'),
    lock: async () => {
      const user32 = await library();
      return user32.ok ? lockWorkStation(user32.value) : failed(user32.message);
    },
    idleMs: async () => {
      const user32 = await library();
      return user32.ok ? idleMilliseconds(user32.value) : null;
    },
    network: () => readWin32Network(),
    foregroundApplication: async () => {
      windows ??= loadWindowCalls();
      const calls = await windows;
      return calls.ok ? foregroundProgram(calls.value) : null;
    },
    close: () => Promise.resolve(),
  };
};
