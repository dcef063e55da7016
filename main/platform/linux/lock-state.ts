/** Whether the session is locked, by everybody who may know. */
import type { LockState } from '../platform.ts';
import { readProperty } from './bus-property.ts';
import type { Bus } from './reconnecting-bus.ts';
import { SCREEN_SAVERS } from './lock-methods.ts';
import { LOGIN1, LOGIN1_SESSION } from './login-session.ts';

/** A hung screen saver must not hold up the others, in ms. */
const WITNESS_LIMIT_MS = 500;

/** One witness is enough for `locked`, since a locker tells only those it knows; none at all is `unknown`. */
export const combineWitnesses = (witnesses: readonly unknown[]): LockState => {
  if (witnesses.includes(true)) return 'locked';
  return witnesses.includes(false) ? 'unlocked' : 'unknown';
};

const isActive = async (session: Bus, name: string, path: string): Promise<unknown> => {
  const reply = await session.call({
    destination: name,
    path,
    interface: name,
    member: 'GetActive',
    limitMs: WITNESS_LIMIT_MS,
    autoStart: false,
  });
  return reply.ok ? reply.body[0] : undefined;
};

/** Asks logind's `LockedHint` and the screen savers' `GetActive`. */
export const readLockState = async (
  system: Bus,
  session: Bus,
  findLoginSession: () => Promise<string | null>,
): Promise<LockState> => {
  const lockedHint = async (): Promise<unknown> => {
    const path = await findLoginSession();
    if (path === null) return undefined;
    return readProperty(system, {
      destination: LOGIN1,
      path,
      interface: LOGIN1_SESSION,
      property: 'LockedHint',
      limitMs: WITNESS_LIMIT_MS,
    });
  };
  return combineWitnesses(
    await Promise.all([lockedHint(), ...SCREEN_SAVERS.map(({ name, path }) => isActive(session, name, path))]),
  );
};
