import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type DbusMock, type PrivateBus, startDbusMock, startPrivateBus, until } from '../../../tests/support/dbus.ts';
import { missing, needs } from '../../../tests/support/needs.ts';
import type { Platform } from '../platform.ts';
import { createLinuxPlatform } from './linux-platform.ts';

const SESSION = '/org/freedesktop/login1/session/c1';
const LOGIN1_SESSION = 'org.freedesktop.login1.Session';
const FREEDESKTOP = 'org.freedesktop.ScreenSaver';
const GNOME = 'org.gnome.ScreenSaver';
const PATHS = { [FREEDESKTOP]: '/org/freedesktop/ScreenSaver', [GNOME]: '/org/gnome/ScreenSaver' } as const;
const FAST_RECONNECT_MS = 50;
const PID = 4242;

const monotonicMs = (): number => Number(process.hrtime.bigint()) / 1e6;

let bus: PrivateBus;
const open: Platform[] = [];

const platformOn = (env: NodeJS.ProcessEnv): Platform => {
  const platform = createLinuxPlatform({ env, pid: PID, monotonicMs, reconnectMs: FAST_RECONNECT_MS });
  open.push(platform);
  return platform;
};
const insideSession = (): Platform => platformOn({ ...bus.env, XDG_SESSION_ID: 'c1' });

const startLogind = async (): Promise<DbusMock> => {
  const logind = await startDbusMock(bus, { template: 'logind', name: 'org.freedesktop.login1' });
  await logind.call('/org/freedesktop/login1', 'AddSession', 'ssusb', ['c1', 'seat0', 1000, 'someone', true]);
  return logind;
};

/** A screen locker that follows logind, as every desktop's does. */
const followLogind = (logind: DbusMock): Promise<void> =>
  logind.addMethod(
    SESSION,
    LOGIN1_SESSION,
    'Lock',
    '',
    '',
    'self.EmitSignal("", "Lock", "", []); self.UpdateProperties("", {"LockedHint": dbus.Boolean(True)})',
  );

/** A screen saver; `code` is what its `Lock` does. */
const startScreenSaver = async (
  name: keyof typeof PATHS,
  code = 'self.active = True; self.EmitSignal("", "ActiveChanged", "b", [True])',
): Promise<DbusMock> => {
  const path = PATHS[name];
  const saver = await startDbusMock(bus, { name, path, face: name });
  await saver.addMethod(path, name, 'GetActive', '', 'b', 'ret = getattr(self, "active", False)');
  await saver.addMethod(path, name, 'Lock', '', '', code);
  return saver;
};

const locks = async (mock: DbusMock, path: string): Promise<number> =>
  (await mock.calls(path)).filter(({ member }) => member === 'Lock').length;

const isReady = missing('dbus') === null && missing('dbusmock') === null;

beforeEach(async () => {
  if (isReady) bus = await startPrivateBus();
});
afterEach(async () => {
  for (const platform of open.splice(0)) await platform.close();
  if (isReady) await bus.stop();
});

describe('lock', () => {
  it('locks through logind when its session has a locker', async (ctx) => {
    needs(ctx, 'dbus', 'dbusmock');
    const logind = await startLogind();
    await followLogind(logind);
    const saver = await startScreenSaver(GNOME);
    expect(await insideSession().lock()).toEqual({
      ok: true,
      method: 'login1',
      confirmed: true,
      message: 'The session is locked, through login1.',
    });
    expect(await locks(logind, SESSION)).toBe(1);
    expect(await locks(saver, PATHS[GNOME])).toBe(0);
  });

  it('is one lock for two that ask at once', async (ctx) => {
    needs(ctx, 'dbus', 'dbusmock');
    const logind = await startLogind();
    await followLogind(logind);
    const platform = insideSession();
    const [first, second] = await Promise.all([platform.lock(), platform.lock()]);
    expect(second).toEqual(first);
    expect(await locks(logind, SESSION)).toBe(1);
    await platform.lock();
    expect(await locks(logind, SESSION)).toBe(2);
  });

  it('goes on to the screen savers, in order, when logind accepts but nothing locks', async (ctx) => {
    needs(ctx, 'dbus', 'dbusmock');
    const logind = await startLogind();
    const freedesktop = await startScreenSaver(FREEDESKTOP);
    const gnome = await startScreenSaver(GNOME);
    expect(await insideSession().lock()).toMatchObject({ ok: true, method: FREEDESKTOP, confirmed: true });
    expect(await locks(logind, SESSION)).toBe(1);
    expect(await locks(freedesktop, PATHS[FREEDESKTOP])).toBe(1);
    expect(await locks(gnome, PATHS[GNOME])).toBe(0);
  });

  it('goes past a screen saver that refuses', async (ctx) => {
    needs(ctx, 'dbus', 'dbusmock');
    // What GNOME's idle inhibition service answers under that name.
    await startScreenSaver(
      FREEDESKTOP,
      'raise dbus.exceptions.DBusException("not supported", name="org.freedesktop.DBus.Error.NotSupported")',
    );
    await startScreenSaver(GNOME);
    expect(await insideSession().lock()).toMatchObject({ ok: true, method: GNOME, confirmed: true });
  });

  it("locks through python-dbusmock's own GNOME screen saver, which takes a second", async (ctx) => {
    needs(ctx, 'dbus', 'dbusmock');
    await startDbusMock(bus, { template: 'gnome_screensaver', name: GNOME });
    const platform = insideSession();
    expect(await platform.lockState()).toBe('unlocked');
    expect(await platform.lock()).toMatchObject({ ok: true, method: GNOME, confirmed: true });
    expect(await platform.lockState()).toBe('locked');
  });

  it('says that a lock is not confirmed when nothing shows it', async (ctx) => {
    needs(ctx, 'dbus', 'dbusmock');
    const logind = await startLogind();
    const outcome = await insideSession().lock();
    expect(outcome).toMatchObject({ ok: true, method: 'login1', confirmed: false });
    expect(outcome.message).toContain('is a screen locker running?');
    expect(await locks(logind, SESSION)).toBe(1);
  });

  it('gives up on a service that hangs, and locks by the next', async (ctx) => {
    needs(ctx, 'dbus', 'dbusmock');
    const frozen = await startScreenSaver(FREEDESKTOP);
    await startScreenSaver(GNOME);
    const platform = insideSession();
    frozen.freeze();
    expect(await platform.lock()).toMatchObject({ ok: true, method: GNOME, confirmed: true });
  });

  it('names every way that it tried when none is there', async (ctx) => {
    needs(ctx, 'dbus', 'dbusmock');
    const outcome = await insideSession().lock();
    expect(outcome).toMatchObject({ ok: false, method: 'none', confirmed: false });
    expect(outcome.message).toContain('login1: no login session was found');
    expect(outcome.message).toContain(`${FREEDESKTOP}: `);
    expect(outcome.message).toContain(`${GNOME}: `);
  });

  it('works over a bus with an abstract socket', async (ctx) => {
    needs(ctx, 'dbus', 'dbusmock');
    await bus.stop();
    bus = await startPrivateBus({ abstract: true });
    await startScreenSaver(GNOME);
    expect(bus.address).toMatch(/^unix:abstract=/);
    expect(await insideSession().lock()).toMatchObject({ ok: true, method: GNOME, confirmed: true });
  });
});

describe('the login session', () => {
  it('is found by the process when the environment does not name it', async (ctx) => {
    needs(ctx, 'dbus', 'dbusmock');
    const logind = await startLogind();
    await followLogind(logind);
    const manager = 'org.freedesktop.login1.Manager';
    const code = `ret = "${SESSION}" if args[0] == ${String(PID)} else "/"`;
    await logind.addMethod('/org/freedesktop/login1', manager, 'GetSessionByPID', 'u', 'o', code);
    expect(await platformOn(bus.env).lock()).toMatchObject({ method: 'login1', confirmed: true });
  });

  it("is the user's graphical one when the process has none", async (ctx) => {
    needs(ctx, 'dbus', 'dbusmock');
    const logind = await startLogind();
    await followLogind(logind);
    await logind.call('/org/freedesktop/login1', 'AddObject', 'ssa{sv}a(ssss)', [
      '/org/freedesktop/login1/user/self',
      'org.freedesktop.login1.User',
      { Display: { variantOf: '(so)', value: ['c1', SESSION] } },
      [],
    ]);
    expect(await platformOn(bus.env).lock()).toMatchObject({ method: 'login1', confirmed: true });
  });
});

describe('lock state', () => {
  it('is unknown without a bus, and locked when any witness says so', async (ctx) => {
    needs(ctx, 'dbus', 'dbusmock');
    expect(await platformOn({}).lockState()).toBe('unknown');
    const platform = insideSession();
    expect(await platform.lockState()).toBe('unknown');
    const logind = await startLogind();
    expect(await platform.lockState()).toBe('unlocked');
    const saver = await startScreenSaver(GNOME);
    await saver.call(PATHS[GNOME], 'Lock', '', [], GNOME);
    expect(await platform.lockState()).toBe('locked');
    await saver.stop();
    expect(await platform.lockState()).toBe('unlocked');
    await logind.setProperties(SESSION, LOGIN1_SESSION, { LockedHint: ['b', true] });
    expect(await platform.lockState()).toBe('locked');
  });

  it('is told when logind says that the session was locked and unlocked, once each', async (ctx) => {
    needs(ctx, 'dbus', 'dbusmock');
    const logind = await startLogind();
    const seen: string[] = [];
    const end = await insideSession().onLockChange((state) => seen.push(state));
    await logind.setProperties(SESSION, LOGIN1_SESSION, { IdleHint: ['b', true] });
    await logind.setProperties(SESSION, LOGIN1_SESSION, { LockedHint: ['b', true] });
    await until('locked', () => seen.length === 1);
    await logind.setProperties(SESSION, LOGIN1_SESSION, { LockedHint: ['b', true] });
    await logind.setProperties(SESSION, LOGIN1_SESSION, { LockedHint: ['b', false] });
    await until('unlocked', () => seen.length === 2);
    expect(seen).toEqual(['locked', 'unlocked']);
    end();
    await logind.setProperties(SESSION, LOGIN1_SESSION, { LockedHint: ['b', true] });
    expect(await insideSession().lockState()).toBe('locked');
    expect(seen).toEqual(['locked', 'unlocked']);
  });

  it("takes logind's Lock and Unlock as a cue to look, not as the fact", async (ctx) => {
    needs(ctx, 'dbus', 'dbusmock');
    const logind = await startLogind();
    // A screen saver that locks without a signal of its own.
    const saver = await startScreenSaver(GNOME, 'self.active = True');
    const seen: string[] = [];
    await insideSession().onLockChange((state) => seen.push(state));
    await logind.emit(SESSION, LOGIN1_SESSION, 'Lock', '', []);
    await logind.emit(SESSION, LOGIN1_SESSION, 'Unlock', '', []);
    await saver.call(PATHS[GNOME], 'Lock', '', [], GNOME);
    await logind.emit(SESSION, LOGIN1_SESSION, 'Lock', '', []);
    await until('locked', () => seen.length > 0);
    expect(seen).toEqual(['locked']);
    await saver.addMethod(PATHS[GNOME], GNOME, 'GetActive', '', 'b', 'ret = False');
    await logind.emit(SESSION, LOGIN1_SESSION, 'Unlock', '', []);
    await until('unlocked', () => seen.length > 1);
    expect(seen).toEqual(['locked', 'unlocked']);
  });

  it('is told when a screen saver comes and goes', async (ctx) => {
    needs(ctx, 'dbus', 'dbusmock');
    await startDbusMock(bus, { template: 'gnome_screensaver', name: GNOME });
    const client = { destination: GNOME, path: PATHS[GNOME], interface: GNOME, member: 'SetActive', signature: 'b' };
    await bus.client.call({ ...client, body: [true] });
    const seen: string[] = [];
    await insideSession().onLockChange((state) => seen.push(state));
    await bus.client.call({ ...client, body: [false] });
    await until('unlocked', () => seen.length === 1);
    await bus.client.call({ ...client, body: [true] });
    await until('locked', () => seen.length === 2);
    expect(seen).toEqual(['unlocked', 'locked']);
  });
});

describe('session changes', () => {
  const MANAGER = 'org.freedesktop.login1.Manager';
  const ROOT = '/org/freedesktop/login1';
  const prepareForSleep = (logind: DbusMock, isStarting: boolean): Promise<void> =>
    logind.emit(ROOT, MANAGER, 'PrepareForSleep', 'b', [isStarting]);
  const setActive = (logind: DbusMock, isActive: boolean, path = SESSION): Promise<void> =>
    logind.setProperties(path, LOGIN1_SESSION, { Active: ['b', isActive] });

  it('are told when another session is in front and when it is over, once each, and of no other session', async (ctx) => {
    needs(ctx, 'dbus', 'dbusmock');
    const logind = await startLogind();
    await logind.call(ROOT, 'AddSession', 'ssusb', ['c2', 'seat0', 1001, 'other', false]);
    const seen: string[] = [];
    const end = await insideSession().onSessionChange((change) => seen.push(change));
    await setActive(logind, true, SESSION.replace('c1', 'c2'));
    await setActive(logind, true);
    await setActive(logind, false);
    await until('away', () => seen.length === 1);
    await setActive(logind, false);
    await setActive(logind, true);
    await until('back', () => seen.length === 2);
    expect(seen).toEqual(['away', 'back']);
    end();
    await setActive(logind, false);
    const later: string[] = [];
    await insideSession().onSessionChange((change) => later.push(change));
    expect([seen, later]).toEqual([['away', 'back'], ['away']]);
  });

  it('are told when the machine has woken, not when it goes to sleep', async (ctx) => {
    needs(ctx, 'dbus', 'dbusmock');
    const logind = await startLogind();
    const seen: string[] = [];
    await insideSession().onSessionChange((change) => seen.push(change));
    await prepareForSleep(logind, true);
    await prepareForSleep(logind, false);
    await until('resumed', () => seen.length === 1);
    await setActive(logind, false);
    await prepareForSleep(logind, true);
    await prepareForSleep(logind, false);
    await until('resumed again', () => seen.length === 3);
    expect(seen.toSorted()).toEqual(['away', 'resumed', 'resumed']);
  });

  it('are none while logind does not answer, and told once it does', async (ctx) => {
    needs(ctx, 'dbus', 'dbusmock');
    const seen: string[] = [];
    const end = await platformOn({}).onSessionChange((change) => seen.push(change));
    end();
    const platform = insideSession();
    await platform.onSessionChange((change) => seen.push(change));
    const logind = await startLogind();
    await setActive(logind, true);
    await logind.stop();
    await bus.kill();
    await bus.restart();
    const again = await startLogind();
    await setActive(again, false);
    await until('away', () => seen.length === 1);
    expect(seen).toEqual(['away']);
  });
});

describe('a bus that is not there', () => {
  it('is an outcome of every call', async (ctx) => {
    needs(ctx, 'linux');
    const platform = platformOn({
      DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nowhere/bus',
      DBUS_SYSTEM_BUS_ADDRESS: 'tcp:host=localhost,port=1',
    });
    expect(await platform.lock()).toMatchObject({ ok: false, method: 'none', confirmed: false });
    expect(await platform.lockState()).toBe('unknown');
    expect(await platform.idleMs()).toBeNull();
    expect(await platform.notify({ title: 't', body: 'b', urgency: 'low' })).toMatchObject({ ok: false });
    const end = await platform.onLockChange(() => undefined);
    end();
  });

  it('is found when it comes back, with what changed meanwhile', async (ctx) => {
    needs(ctx, 'dbus', 'dbusmock');
    await startLogind();
    const platform = insideSession();
    const seen: string[] = [];
    await platform.onLockChange((state) => seen.push(state));
    expect(await platform.lockState()).toBe('unlocked');
    await bus.kill();
    expect(await platform.lockState()).toBe('unknown');
    expect(await platform.lock()).toMatchObject({ ok: false, method: 'none' });
    await bus.restart();
    const logind = await startLogind();
    await logind.setProperties(SESSION, LOGIN1_SESSION, { LockedHint: ['b', true] });
    await until('locked', () => seen.length === 1);
    await logind.setProperties(SESSION, LOGIN1_SESSION, { LockedHint: ['b', false] });
    await until('unlocked', () => seen.length === 2);
    expect(seen).toEqual(['locked', 'unlocked']);
  });

  it('ends a call that was waiting for an answer when it dies', async (ctx) => {
    needs(ctx, 'dbus', 'dbusmock');
    const saver = await startScreenSaver(GNOME);
    const platform = insideSession();
    expect(await platform.lockState()).toBe('unlocked');
    saver.freeze();
    const state = platform.lockState();
    await bus.kill();
    expect(await state).toBe('unknown');
  });

  it('does not connect again after it was closed', async (ctx) => {
    needs(ctx, 'dbus', 'dbusmock');
    await startLogind();
    const platform = insideSession();
    expect(await platform.lockState()).toBe('unlocked');
    await platform.close();
    expect(await platform.lockState()).toBe('unknown');
  });
});

describe('notify', () => {
  it('hands title, body and urgency to the desktop', async (ctx) => {
    needs(ctx, 'dbus', 'dbusmock');
    const name = 'org.freedesktop.Notifications';
    const daemon = await startDbusMock(bus, { template: 'notification_daemon', name });
    const platform = insideSession();
    expect(await platform.notify({ title: 'Title', body: 'Body.', urgency: 'critical' })).toEqual({
      ok: true,
      method: name,
      message: 'The desktop took the notification.',
    });
    const [call] = await daemon.calls('/org/freedesktop/Notifications');
    expect(call?.member).toBe('Notify');
    expect(call?.args).toEqual([
      'Samehand',
      0,
      '',
      'Title',
      'Body.',
      [],
      { urgency: expect.anything() as unknown },
      -1,
    ]);
  });
});

describe('idle time', () => {
  it("is GNOME's, to the millisecond", async (ctx) => {
    needs(ctx, 'dbus', 'dbusmock');
    const name = 'org.gnome.Mutter.IdleMonitor';
    const path = '/org/gnome/Mutter/IdleMonitor/Core';
    const monitor = await startDbusMock(bus, { name, path, face: name });
    await monitor.addMethod(path, name, 'GetIdletime', '', 't', 'ret = dbus.UInt64(12345)');
    expect(await insideSession().idleMs()).toBe(12345);
  });

  it("is logind's hint when there is one, and unknown when not", async (ctx) => {
    needs(ctx, 'dbus', 'dbusmock');
    const logind = await startLogind();
    const platform = createLinuxPlatform({
      env: { ...bus.env, XDG_SESSION_ID: 'c1' },
      pid: PID,
      monotonicMs: () => 90_000,
    });
    open.push(platform);
    expect(await platform.idleMs()).toBeNull();
    await logind.setProperties(SESSION, LOGIN1_SESSION, {
      IdleHint: ['b', true],
      IdleSinceHintMonotonic: ['t', 30_000_000n],
    });
    expect(await platform.idleMs()).toBe(60_000);
  });
});
