/** The ways to lock a Linux session, in the order in which they are tried. */
import type { BusReply } from './bus-call.ts';
import type { Bus } from './reconnecting-bus.ts';
import { LOGIN1, LOGIN1_SESSION } from './login-session.ts';

export interface LockMethod {
  readonly name: string;
  readonly lock: () => Promise<BusReply>;
}

/** Screen savers that can lock and say whether they are active. KDE answers to the first, GNOME to the second. */
export const SCREEN_SAVERS = [
  { name: 'org.freedesktop.ScreenSaver', path: '/org/freedesktop/ScreenSaver' },
  { name: 'org.gnome.ScreenSaver', path: '/org/gnome/ScreenSaver' },
] as const;

/** logind first: every desktop's locker listens to it, and it works from outside the session too. */
export const lockMethods = (
  system: Bus,
  session: Bus,
  loginSession: { readonly find: () => Promise<string | null>; readonly forget: () => void },
): readonly LockMethod[] => [
  {
    name: 'login1',
    lock: async () => {
      const path = await loginSession.find();
      if (path === null) return { ok: false, failure: 'absent', message: 'no login session was found' };
      const reply = await system.call({ destination: LOGIN1, path, interface: LOGIN1_SESSION, member: 'Lock' });
      if (!reply.ok) loginSession.forget();
      return reply;
    },
  },
  ...SCREEN_SAVERS.map(({ name, path }) => ({
    name,
    lock: () => session.call({ destination: name, path, interface: name, member: 'Lock' }),
  })),
];
