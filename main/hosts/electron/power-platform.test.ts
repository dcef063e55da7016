import { EventEmitter } from 'node:events';
import type { Notification, PowerMonitor } from 'electron';
import { describe, expect, it } from 'vitest';
import { headlessDesktop } from '../../platform/headless-desktop.ts';
import type { Notice, Platform } from '../../platform/platform.ts';
import { createSimulatedPlatform } from '../../platform/simulated.ts';
import { withPowerMonitor } from './power-platform.ts';

interface Choices {
  readonly idleState?: string;
  readonly idleMs?: number | null;
  readonly canNotify?: boolean;
  readonly locks?: boolean;
}

const bench = ({ idleState = 'active', idleMs = null, canNotify = true, locks = true }: Choices = {}) => {
  const events = new EventEmitter();
  const monitor = Object.assign(events, { getSystemIdleState: () => idleState, getSystemIdleTime: () => 42 });
  const shown: Notice[] = [];
  const timers: (() => void)[] = [];
  let closed = 0;
  const plain: Platform = {
    ...createSimulatedPlatform(),
    name: 'win32',
    ...headlessDesktop('Windows'),
    lock: () => Promise.resolve({ ok: locks, method: 'LockWorkStation', confirmed: false, message: 'Begun.' }),
    idleMs: () => Promise.resolve(idleMs),
    close: () => {
      closed += 1;
      return Promise.resolve();
    },
  };
  const platform = withPowerMonitor(plain, {
    powerMonitor: monitor as unknown as PowerMonitor,
    schedule: (callback) => {
      timers.push(callback);
      return () => undefined;
    },
    canNotify: () => canNotify,
    createNotification: (notice) => ({ show: () => shown.push(notice) }) as unknown as Notification,
  });
  return { events, platform, shown, timers, closed: () => closed };
};

const NOTICE: Notice = { title: 'Samehand', body: 'Paused.', urgency: 'low' };

describe('what Electron tells of the session on Windows and macOS', () => {
  it('leaves other platforms as they are', () => {
    const simulated = createSimulatedPlatform();
    const { events } = bench();
    const ports = { powerMonitor: events as unknown as PowerMonitor, schedule: () => () => undefined };
    expect(
      withPowerMonitor(simulated, { ...ports, canNotify: () => true, createNotification: () => null as never }),
    ).toBe(simulated);
  });

  it('is whether it is locked: from the events, and before the first from the idle state', async () => {
    const { events, platform } = bench({ idleState: 'locked' });
    expect(await platform.lockState()).toBe('locked');
    events.emit('unlock-screen');
    expect(await platform.lockState()).toBe('unlocked');
    events.emit('lock-screen');
    expect(await platform.lockState()).toBe('locked');
    expect(await bench({ idleState: 'idle' }).platform.lockState()).toBe('unlocked');
    expect(await bench({ idleState: 'unknown' }).platform.lockState()).toBe('unknown');
  });

  it('is every change of it, never one state twice in a row, until it is not wanted', async () => {
    const { events, platform } = bench();
    const heard: string[] = [];
    const stop = await platform.onLockChange((state) => heard.push(state));
    for (const event of ['unlock-screen', 'lock-screen', 'lock-screen', 'unlock-screen']) events.emit(event);
    expect(heard).toEqual(['locked', 'unlocked']);
    stop();
    events.emit('lock-screen');
    expect(heard).toHaveLength(2);
  });

  it('is waking, and on macOS another user in front', async () => {
    const { events, platform } = bench();
    const heard: string[] = [];
    const stop = await platform.onSessionChange((change) => heard.push(change));
    for (const event of ['suspend', 'resume', 'user-did-resign-active', 'user-did-become-active']) events.emit(event);
    expect(heard).toEqual(['resumed', 'away', 'back']);
    stop();
    events.emit('resume');
    expect(heard).toHaveLength(3);
  });

  it('confirms a lock that is seen, and no other', async () => {
    const seen = bench();
    const locking = seen.platform.lock();
    await Promise.resolve();
    seen.events.emit('lock-screen');
    expect(await locking).toMatchObject({ ok: true, confirmed: true });

    const unseen = bench();
    const waiting = unseen.platform.lock();
    await expect.poll(() => unseen.timers.length).toBe(1);
    unseen.timers[0]?.();
    expect(await waiting).toEqual({ ok: true, method: 'LockWorkStation', confirmed: false, message: 'Begun.' });

    expect(await bench({ locks: false }).platform.lock()).toMatchObject({ ok: false, confirmed: false });
  });

  it('shows notifications, or says that nobody does', async () => {
    const { platform, shown } = bench();
    expect(await platform.notify(NOTICE)).toMatchObject({ ok: true, method: 'electron' });
    expect(shown).toEqual([NOTICE]);
    expect(await bench({ canNotify: false }).platform.notify(NOTICE)).toMatchObject({ ok: false, method: 'none' });
  });

  it('is how long nobody has touched anything, where the platform does not say', async () => {
    expect(await bench({ idleMs: 1_234 }).platform.idleMs()).toBe(1_234);
    expect(await bench({ idleMs: null }).platform.idleMs()).toBe(42_000);
  });

  it('ends with the platform', async () => {
    const { events, platform, closed } = bench();
    await platform.onLockChange(() => undefined);
    await platform.onSessionChange(() => undefined);
    await platform.close();
    expect(events.eventNames()).toEqual([]);
    expect(closed()).toBe(1);
  });
});
