/** A login session on a private bus, with a screen locker that follows it, as every desktop's does. */
import { startDbusMock, type PrivateBus } from './dbus.ts';

const LOGIN_SESSION = '/org/freedesktop/login1/session/c1';
const FACE = 'org.freedesktop.login1.Session';
/** What the process is told of its session: to be added to its environment. */
export const IN_SESSION = { XDG_SESSION_ID: 'c1' } as const;

export interface LoginSession {
  /** How often the session was told to lock. */
  locks(): Promise<number>;
  /** Somebody locks or unlocks it by hand. */
  setLocked(locked: boolean): Promise<void>;
}

/** @param atLock Python to run at each lock besides. */
export const startLoginSession = async (bus: PrivateBus, atLock = 'pass'): Promise<LoginSession> => {
  const mock = await startDbusMock(bus, { template: 'logind', name: 'org.freedesktop.login1' });
  await mock.call('/org/freedesktop/login1', 'AddSession', 'ssusb', ['c1', 'seat0', 1000, 'owner', true]);
  const follow = 'self.UpdateProperties("", {"LockedHint": dbus.Boolean(True)})';
  await mock.addMethod(LOGIN_SESSION, FACE, 'Lock', '', '', `${atLock}; ${follow}`);
  return {
    locks: async () => (await mock.calls(LOGIN_SESSION)).filter(({ member }) => member === 'Lock').length,
    setLocked: (locked) => mock.setProperties(LOGIN_SESSION, FACE, { LockedHint: ['b', locked] }),
  };
};
