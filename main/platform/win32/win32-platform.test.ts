import { describe, expect, it } from 'vitest';
import { err, ok } from '../../../contract/result.ts';
import type { User32 } from './user32.ts';
import { createWin32Platform, idleMilliseconds, lockWorkStation } from './win32-platform.ts';

/** Answers as Windows gives them. */
const windows = (answers: {
  lock?: number;
  lastError?: number;
  lastInputTick?: number | null;
  tick?: number;
}): User32 => ({
  lockWorkStation: () => answers.lock ?? 1,
  getLastError: () => answers.lastError ?? 0,
  getTickCount: () => answers.tick ?? 0,
  getLastInputInfo: (info) => {
    const tick = answers.lastInputTick ?? null;
    // Windows refuses a structure whose size was not filled in.
    if (info[0] !== 8 || tick === null) return 0;
    info[1] = tick;
    return 1;
  },
});

describe('lockWorkStation', () => {
  it('is accepted and never called confirmed', () => {
    expect(lockWorkStation(windows({ lock: 1 }))).toEqual({
      ok: true,
      method: 'LockWorkStation',
      confirmed: false,
      message: 'Windows accepted the lock; this host cannot see whether the session is locked.',
    });
  });

  it('says what to do when the process is not on the interactive desktop', () => {
    expect(lockWorkStation(windows({ lock: 0, lastError: 5 }))).toEqual({
      ok: false,
      method: 'LockWorkStation',
      confirmed: false,
      message: 'Windows refused to lock (error 5): run the agent in the session of the user, not as a service.',
    });
    expect(lockWorkStation(windows({ lock: 0, lastError: 1008 })).message).toBe(
      'Windows refused to lock (error 1008).',
    );
  });
});

describe('idleMilliseconds', () => {
  it.each([
    ['plain', { lastInputTick: 1_000, tick: 61_000 }, 60_000],
    ['no time at all', { lastInputTick: 5, tick: 5 }, 0],
    ['across the wrap after 49.7 days', { lastInputTick: 0xffff_ff00, tick: 0x100 }, 0x200],
    ['refused', { lastInputTick: null, tick: 5 }, null],
  ])('%s', (_name, answers, idle) => {
    expect(idleMilliseconds(windows(answers))).toBe(idle);
  });
});

describe('the Windows platform', () => {
  it('loads its library once, when first needed', async () => {
    let loads = 0;
    const platform = createWin32Platform(() => {
      loads += 1;
      return Promise.resolve(ok(windows({ lastInputTick: 0, tick: 9 })));
    });
    expect(loads).toBe(0);
    expect((await platform.lock()).ok).toBe(true);
    expect(await platform.idleMs()).toBe(9);
    expect(loads).toBe(1);
  });

  it('claims nothing about lock state and notifications', async () => {
    const platform = createWin32Platform(() => Promise.resolve(ok(windows({}))));
    expect(await platform.lockState()).toBe('unknown');
    const end = await platform.onSessionChange(() => expect.fail('nothing tells of it'));
    end();
    expect(await platform.notify({ title: 't', body: 'b', urgency: 'normal' })).toEqual({
      ok: false,
      method: 'none',
      message: 'Notifications on Windows need the windowed host; the headless host cannot show them.',
    });
  });

  it('fails with the reason where the library is not there', async () => {
    const platform = createWin32Platform(() => Promise.resolve(err('internal', 'no user32')));
    expect(await platform.lock()).toEqual({
      ok: false,
      method: 'LockWorkStation',
      confirmed: false,
      message: 'no user32',
    });
    expect(await platform.idleMs()).toBeNull();
  });
});
