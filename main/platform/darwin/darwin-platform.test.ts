import { describe, expect, it } from 'vitest';
import { err, ok } from '../../../contract/result.ts';
import { createDarwinPlatform, idleMilliseconds, lockScreen } from './darwin-platform.ts';

const macOS = (status: number, idleSeconds: number) => ({
  lockScreenImmediate: () => status,
  secondsSinceLastInput: () => idleSeconds,
});

describe('the macOS platform', () => {
  it('is accepted with noErr and never called confirmed', () => {
    expect(lockScreen(macOS(0, 0))).toEqual({
      ok: true,
      method: 'SACLockScreenImmediate',
      confirmed: false,
      message: 'macOS accepted the lock; this host cannot see whether the session is locked.',
    });
  });

  it('reports the status of a refusal', () => {
    expect(lockScreen(macOS(-536870206, 0))).toEqual({
      ok: false,
      method: 'SACLockScreenImmediate',
      confirmed: false,
      message: 'macOS refused to lock (status -536870206): run the agent in the session of the user.',
    });
  });

  it.each([
    [1.2345, 1235],
    [0, 0],
    [Number.NaN, null],
    [-1, null],
  ])('turns %j s without input into %j ms', (seconds, idle) => {
    expect(idleMilliseconds(macOS(0, seconds))).toBe(idle);
  });

  it('fails with the reason where the framework is not there', async () => {
    const platform = createDarwinPlatform(() => Promise.resolve(err('internal', 'no login.framework')));
    expect(await platform.lock()).toMatchObject({ ok: false, message: 'no login.framework' });
    expect(await platform.idleMs()).toBeNull();
  });

  it('claims nothing about lock state', async () => {
    expect(await createDarwinPlatform(() => Promise.resolve(ok(macOS(0, 2)))).lockState()).toBe('unknown');
  });
});
