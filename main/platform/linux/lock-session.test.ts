import { describe, expect, it } from 'vitest';
import type { LockState } from '../platform.ts';
import type { BusReply } from './bus-call.ts';
import { lockSession } from './lock-session.ts';

const ACCEPTED: BusReply = { ok: true, body: [] };
const TIMED_OUT: BusReply = { ok: false, failure: 'timed-out', message: 'no answer' };
const REFUSED: BusReply = { ok: false, failure: 'refused', message: 'no' };

/** Methods a, b, c … with these replies; the session is locked once `locker` was called. */
const attempt = async (replies: readonly BusReply[], locker: string | null) => {
  const called: string[] = [];
  let now = 0;
  const methods = replies.map((reply, index) => {
    const name = String.fromCharCode(97 + index);
    return {
      name,
      lock: () => {
        called.push(name);
        return Promise.resolve(reply);
      },
    };
  });
  const lockState = (): Promise<LockState> => {
    now += 400;
    return Promise.resolve(locker !== null && called.includes(locker) ? 'locked' : 'unknown');
  };
  const outcome = await lockSession({ methods, lockState, monotonicMs: () => now });
  return { outcome, called };
};

describe('lockSession', () => {
  it('stops at the first method that is seen to lock', async () => {
    const { outcome, called } = await attempt([REFUSED, ACCEPTED, ACCEPTED], 'b');
    expect(called).toEqual(['a', 'b']);
    expect(outcome).toMatchObject({ ok: true, method: 'b', confirmed: true });
  });

  it('looks after a call without an answer too, because it may have locked', async () => {
    const { outcome, called } = await attempt([TIMED_OUT, ACCEPTED], 'a');
    expect(called).toEqual(['a']);
    expect(outcome).toMatchObject({ ok: true, method: 'a', confirmed: true });
  });

  it('names the first accepted method when none is confirmed', async () => {
    const { outcome, called } = await attempt([TIMED_OUT, ACCEPTED, ACCEPTED], null);
    expect(called).toEqual(['a', 'b', 'c']);
    expect(outcome).toEqual({
      ok: true,
      method: 'b',
      confirmed: false,
      message:
        'The lock was asked for but not confirmed; is a screen locker running? ' +
        '(a: no answer; b: accepted, but nothing locked; c: accepted, but nothing locked)',
    });
  });

  it('fails with every reason when nothing was accepted', async () => {
    const { outcome } = await attempt([REFUSED, TIMED_OUT], null);
    expect(outcome).toEqual({
      ok: false,
      method: 'none',
      confirmed: false,
      message: 'No way to lock this session worked (a: no; b: no answer).',
    });
  });
});
