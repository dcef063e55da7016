/** Tells when the session leaves the screen and returns to it, and when the machine wakes, as systemd-logind says. */
import type { SessionChange } from '../platform.ts';
import { readProperty } from './bus-property.ts';
import { coalesce } from './coalesce.ts';
import { LOGIN1, LOGIN1_MANAGER, LOGIN1_SESSION } from './login-session.ts';
import type { Bus } from './reconnecting-bus.ts';
import { type Signal, type SignalRule, ruleMatches } from './signal-rule.ts';

/** Its argument is true before the machine sleeps, false after it woke. */
const SLEEP: SignalRule = { sender: LOGIN1, interface: LOGIN1_MANAGER, member: 'PrepareForSleep' };
const SESSION_PROPERTIES: SignalRule = {
  sender: LOGIN1,
  interface: 'org.freedesktop.DBus.Properties',
  member: 'PropertiesChanged',
  arg0: LOGIN1_SESSION,
};

const hasWoken = (signal: Signal): boolean => ruleMatches(SLEEP, signal) && signal.body[0] === false;

/**
 * A changed property is only a cue to look at `Active`, since the signal may be another session's. Nothing is taken as
 * a change while logind does not answer, and inhibitors are not taken: the machine sleeps as it would without.
 */
export const watchSession = async (
  system: Bus,
  findLoginSession: () => Promise<string | null>,
  listener: (change: SessionChange) => void,
): Promise<() => void> => {
  let isActive = true;
  let isOver = false;

  const tell = (change: SessionChange): void => {
    if (!isOver) listener(change);
  };
  const look = coalesce(async () => {
    const path = await findLoginSession();
    if (path === null) return;
    const active = await readProperty(system, {
      destination: LOGIN1,
      path,
      interface: LOGIN1_SESSION,
      property: 'Active',
    });
    if (typeof active !== 'boolean' || active === isActive) return;
    isActive = active;
    tell(active ? 'back' : 'away');
  });

  const unwatch = await system.watch([SLEEP, SESSION_PROPERTIES], (signal) => {
    if (signal !== null && hasWoken(signal)) tell('resumed');
    else void look();
  });
  await look();
  return () => {
    isOver = true;
    unwatch();
  };
};
