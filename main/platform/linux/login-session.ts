/** The login session that the agent belongs to, as systemd-logind (org.freedesktop.login1) knows it. */
import { readProperty } from './bus-property.ts';
import type { Bus } from './reconnecting-bus.ts';

export const LOGIN1 = 'org.freedesktop.login1';
export const LOGIN1_SESSION = 'org.freedesktop.login1.Session';
export const LOGIN1_MANAGER = 'org.freedesktop.login1.Manager';
const MANAGER = { destination: LOGIN1, path: '/org/freedesktop/login1', interface: LOGIN1_MANAGER };
/** What logind puts where there is no object. */
const NO_OBJECT = '/';

export interface SessionIdentity {
  /** `XDG_SESSION_ID`, where the agent was started inside a session. */
  readonly sessionId: string | undefined;
  readonly pid: number;
}

const isObject = (path: unknown): path is string => typeof path === 'string' && path !== NO_OBJECT;

/** A user service belongs to no session: logind then names the user's graphical one. */
const graphicalSession = async (system: Bus): Promise<string | null> => {
  const display = await readProperty(system, {
    destination: LOGIN1,
    path: '/org/freedesktop/login1/user/self',
    interface: 'org.freedesktop.login1.User',
    property: 'Display',
  });
  const path: unknown = Array.isArray(display) ? display[1] : undefined;
  return isObject(path) ? path : null;
};

/** Object path of the session; null when there is no logind, or no session of this user. */
export const findLoginSession = async (system: Bus, { sessionId, pid }: SessionIdentity): Promise<string | null> => {
  if (sessionId !== undefined && sessionId !== '') {
    const named = await system.call({ ...MANAGER, member: 'GetSession', signature: 's', body: [sessionId] });
    if (named.ok && isObject(named.body[0])) return named.body[0];
    if (!named.ok && named.failure !== 'refused') return null;
  }
  const own = await system.call({ ...MANAGER, member: 'GetSessionByPID', signature: 'u', body: [pid] });
  if (own.ok && isObject(own.body[0])) return own.body[0];
  if (!own.ok && own.failure !== 'refused') return null;
  return graphicalSession(system);
};

/** Remembers the session, since it is asked for at every lock and look; asks again after `forget`. */
export const createSessionFinder = (
  system: Bus,
  identity: SessionIdentity,
): { readonly find: () => Promise<string | null>; readonly forget: () => void } => {
  let found: string | null = null;
  return {
    find: async () => (found ??= await findLoginSession(system, identity)),
    forget: () => {
      found = null;
    },
  };
};
