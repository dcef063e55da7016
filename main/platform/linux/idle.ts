/** How long nobody has touched anything, where the desktop says so. */
import type { Bus } from './reconnecting-bus.ts';
import { readProperty } from './bus-property.ts';
import { LOGIN1, LOGIN1_SESSION } from './login-session.ts';

const IDLE_MONITOR = 'org.gnome.Mutter.IdleMonitor';
const MICROSECONDS_PER_MS = 1_000n;

const mutterIdle = async (session: Bus): Promise<number | null> => {
  const reply = await session.call({
    destination: IDLE_MONITOR,
    path: '/org/gnome/Mutter/IdleMonitor/Core',
    interface: IDLE_MONITOR,
    member: 'GetIdletime',
    autoStart: false,
  });
  return reply.ok && typeof reply.body[0] === 'bigint' ? Number(reply.body[0]) : null;
};

const loginIdle = async (system: Bus, path: string, nowMs: number): Promise<number | null> => {
  const read = (property: string): Promise<unknown> =>
    readProperty(system, { destination: LOGIN1, path, interface: LOGIN1_SESSION, property });
  // Without the hint the session is active, or its desktop never sets it: which of the two is not known.
  if ((await read('IdleHint')) !== true) return null;
  const sinceUs = await read('IdleSinceHintMonotonic');
  return typeof sinceUs === 'bigint' ? Math.max(0, nowMs - Number(sinceUs / MICROSECONDS_PER_MS)) : null;
};

/** GNOME's idle monitor, else logind's hint. `nowMs` is CLOCK_MONOTONIC in ms. Null when neither knows. */
export const readIdle = async (
  system: Bus,
  session: Bus,
  findLoginSession: () => Promise<string | null>,
  nowMs: () => number,
): Promise<number | null> => {
  const precise = await mutterIdle(session);
  if (precise !== null) return precise;
  const path = await findLoginSession();
  return path === null ? null : loginIdle(system, path, nowMs());
};
