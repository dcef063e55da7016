/** Locks by the first way that is seen to work. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { LockOutcome, LockState } from '../platform.ts';
import type { LockMethod } from './lock-methods.ts';

/** How long a locker may take to show that it locked, and how often it is asked, in ms. */
const CONFIRM_MS = 1_000;
const POLL_MS = 40;

export interface LockSessionPorts {
  readonly methods: readonly LockMethod[];
  readonly lockState: () => Promise<LockState>;
  readonly monotonicMs: () => number;
}

const isConfirmed = async ({ lockState, monotonicMs }: LockSessionPorts): Promise<boolean> => {
  const deadline = monotonicMs() + CONFIRM_MS;
  for (;;) {
    if ((await lockState()) === 'locked') return true;
    if (monotonicMs() >= deadline) return false;
    await sleep(POLL_MS);
  }
};

/**
 * Tries every method until the session is seen to be locked. logind accepts a lock even where no screen locker
 * listens, so that an accepted call is only `ok`; the outcome is `confirmed` when a witness then says so. A call that
 * got no answer in time may still have locked, and is looked at like an accepted one.
 */
export const lockSession = async (ports: LockSessionPorts): Promise<LockOutcome> => {
  const notes: string[] = [];
  let accepted: string | null = null;
  for (const { name, lock } of ports.methods) {
    const reply = await lock();
    if (!reply.ok) notes.push(`${name}: ${reply.message}`);
    if (!reply.ok && reply.failure !== 'timed-out') continue;
    if (await isConfirmed(ports)) {
      return { ok: true, method: name, confirmed: true, message: `The session is locked, through ${name}.` };
    }
    if (!reply.ok) continue;
    accepted ??= name;
    notes.push(`${name}: accepted, but nothing locked`);
  }
  const details = notes.join('; ');
  return accepted === null
    ? { ok: false, method: 'none', confirmed: false, message: `No way to lock this session worked (${details}).` }
    : {
        ok: true,
        method: accepted,
        confirmed: false,
        message: `The lock was asked for but not confirmed; is a screen locker running? (${details})`,
      };
};
