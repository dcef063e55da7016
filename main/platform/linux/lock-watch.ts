/** Tells when the session becomes locked or unlocked. */
import type { LockState } from '../platform.ts';
import type { Bus } from './reconnecting-bus.ts';
import { SCREEN_SAVERS } from './lock-methods.ts';
import { LOGIN1, LOGIN1_SESSION } from './login-session.ts';
import { coalesce } from './coalesce.ts';
import type { SignalRule } from './signal-rule.ts';

const LOGIN_RULES: readonly SignalRule[] = [
  {
    sender: LOGIN1,
    interface: 'org.freedesktop.DBus.Properties',
    member: 'PropertiesChanged',
    arg0: LOGIN1_SESSION,
  },
  { sender: LOGIN1, interface: LOGIN1_SESSION, member: 'Lock' },
  { sender: LOGIN1, interface: LOGIN1_SESSION, member: 'Unlock' },
];
const SCREEN_SAVER_RULES: readonly SignalRule[] = SCREEN_SAVERS.map(({ name }) => ({
  interface: name,
  member: 'ActiveChanged',
}));

/**
 * Every signal is only a cue to look again: logind's `Lock` is a request that nobody may follow, and believing it
 * would stop the watching of a session that is open.
 */
export const watchLock = async (
  system: Bus,
  session: Bus,
  read: () => Promise<LockState>,
  listener: (state: 'locked' | 'unlocked') => void,
): Promise<() => void> => {
  let known: 'locked' | 'unlocked' = 'unlocked';
  const silent = (): void => undefined;
  let report: (state: 'locked' | 'unlocked') => void = silent;

  // Signals come in bursts, and a look at the state is several calls.
  const look = coalesce(async () => {
    const state = await read();
    if (state === 'unknown' || state === known) return;
    known = state;
    report(state);
  });
  const cue = (): void => void look();

  const unwatch = [await system.watch(LOGIN_RULES, cue), await session.watch(SCREEN_SAVER_RULES, cue)];
  // The state at the start is no change.
  await look();
  report = listener;
  return () => {
    report = silent;
    for (const end of unwatch) end();
  };
};
