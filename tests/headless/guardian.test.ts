/** Main process and sensor watch each other: each ended by force, in each state, with a real bus, real processes, a real lock call. */
import { existsSync, writeFileSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { TOTP } from 'otpauth';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AuditRecord } from '../../contract/audit.ts';
import type { Status } from '../../contract/ipc.ts';
import { unwrap } from '../../contract/result.ts';
import { openAuditLog } from '../../main/audit/audit-log.ts';
import { controlAddress } from '../../main/control/address.ts';
import { connectToAgent } from '../../main/control/control-client.ts';
import { auditKey } from '../../main/keys/derive.ts';
import { createRecordingWriter } from '../../main/sensor/recording-writer.ts';
import { homePaths } from '../../main/shared/home.ts';
import { startDbusMock, startPrivateBus, until, type PrivateBus } from '../support/dbus.ts';
import { IN_SESSION, startLoginSession, type LoginSession } from '../support/logind.ts';
import { installWorkstation, learnPerson } from '../support/learned-workstation.ts';
import { missing, needs } from '../support/needs.ts';
import { createWorkstation, type Workstation } from '../support/samehand.ts';
import { sitting } from '../support/simulated-input.ts';

const OWNER = 4;
const STRANGER = 5;
const MASTER = new Uint8Array(32).fill(7);
const canRun = missing('dbus') === null && missing('dbusmock') === null;

type Died = Extract<AuditRecord, unknown> & { readonly body: Readonly<Record<string, unknown>> };

describe('an agent that is ended by force', () => {
  let bus: PrivateBus;
  let logind: LoginSession;
  let workstation: Workstation;

  beforeEach(async () => {
    if (!canRun) return;
    bus = await startPrivateBus();
    logind = await startLoginSession(bus);
    workstation = createWorkstation({ ...bus.env, ...IN_SESSION });
    installWorkstation(workstation.home, MASTER);
  });
  afterEach(async () => {
    if (!canRun) return;
    await workstation.end();
    await bus.stop();
  });

  const kill = (pid: number | null): void => {
    if (pid === null) throw new Error('there is no such process');
    process.kill(pid, 'SIGKILL');
  };
  const isAlive = (pid: number): boolean => {
    try {
      return process.kill(pid, 0);
    } catch {
      return false;
    }
  };
  /** Read while an agent may run: the log is only looked into. */
  const deaths = (): readonly Died['body'][] => {
    const log = unwrap(openAuditLog({ path: homePaths(workstation.home).audit, key: auditKey(MASTER), now: () => 0 }));
    try {
      return log.list({ kinds: ['agent-died'] }).map(({ body }) => body);
    } finally {
      log.close();
    }
  };
  const policy = (document: object): void => {
    writeFileSync(join(workstation.home, 'policy.json'), JSON.stringify({ enforceWhen: 'established', ...document }));
  };
  /** Somebody works, in real time. */
  const work = async (person: number, speed = '1'): Promise<Status> => {
    const input = join(workstation.home, 'input.csv.gz');
    const writer = await createRecordingWriter(input);
    for (const { timeMs, kind, code, x, y } of sitting(person, 9, { keystrokes: 2_000, pointerActions: 0 })) {
      writer.write(timeMs, kind, code, x, y);
    }
    await writer.finish();
    await workstation.run('--input', input, '--speed', speed);
    return until('the sensor to run', async () => {
      const status = await workstation.status();
      return status.sensor.state === 'running' ? status : null;
    });
  };
  const learn = (): void => {
    const { home } = workstation;
    const keys = { keystrokes: 700, pointerActions: 0 };
    const { username } = userInfo();
    learnPerson({ home, master: MASTER, username, person: OWNER, days: [1, 2, 3, 4], sitting: keys }).close();
  };
  const revived = (before: Status): Promise<Status> =>
    until(
      'the agent to be started again',
      async () => {
        const status = await workstation.status().catch(() => null);
        return status === null || status.pid === before.pid ? null : status;
      },
      50_000,
    );

  /** The status once a sensor runs that is not the one of `before`. */
  const revivedSensor = ({ pid }: Status, before: Status): Promise<Status> =>
    until('the sensor to run again', async () => {
      const status = await workstation.status();
      const isAnother = status.pid === pid && status.sensor.pid !== before.sensor.pid;
      return isAnother && status.sensor.state === 'running' ? status : null;
    });

  it('while watching: the sensor locks, writes it down, and starts it again', async (ctx) => {
    needs(ctx, 'dbus', 'dbusmock');
    policy({});
    learn();
    const before = await work(OWNER);
    expect(before.enrolment.keyboard.established).toBe(true);
    await until('the guard to be armed', () => Promise.resolve(existsSync(join(workstation.home, 'guard.json'))));
    kill(before.pid);
    // As a service manager does to what is left; it must not keep the sensor from its last duty.
    process.kill(before.sensor.pid ?? 0, 'SIGTERM');
    await until('the lock', async () => (await logind.locks()) === 1);
    const after = await revived(before);
    expect(after.state).toBe('locked');
    expect(deaths()).toEqual([
      {
        which: 'main',
        how: 'The channel to it closed without a word.',
        noticedBy: 'sensor',
        response: 'lock',
        ok: true,
        message: expect.any(String) as string,
      },
    ]);
    // Its own sensor, not the one that had stood in.
    await until('the old sensor to end', () => Promise.resolve(!isAlive(before.sensor.pid ?? 0)));
    expect(after.sensor.pid).not.toBe(before.sensor.pid);
  });

  it('in its sensor: the main process locks, and starts the sensor again', async (ctx) => {
    needs(ctx, 'dbus', 'dbusmock');
    policy({});
    learn();
    const before = await work(OWNER);
    kill(before.sensor.pid);
    await until('the lock', async () => (await logind.locks()) === 1);
    const after = await revivedSensor(before, before);
    expect(after).toMatchObject({ state: 'locked', pid: before.pid, sensor: { restarts: 1 } });
    expect(deaths()).toMatchObject([{ which: 'sensor', how: 'SIGKILL', noticedBy: 'main', response: 'lock' }]);
  });

  it.for(['main', 'sensor'] as const)(
    'while learning, in the %s process: nobody is locked, and it goes on',
    async (which, ctx) => {
      needs(ctx, 'dbus', 'dbusmock');
      const before = await work(OWNER);
      expect(before.state).toBe('learning');
      kill(which === 'main' ? before.pid : before.sensor.pid);
      await revivedSensor(which === 'main' ? await revived(before) : before, before);
      expect(deaths()).toMatchObject([{ which, response: 'none' }]);
      expect(await logind.locks()).toBe(0);
    },
  );

  it.for(['locked', 'paused'] as const)(
    'while %s, in either process: nothing is done but to start it again',
    async (state, ctx) => {
      needs(ctx, 'dbus', 'dbusmock');
      policy({});
      learn();
      const first = await work(OWNER);
      if (state === 'locked') await logind.setLocked(true);
      else expect((await workstation.command('pause', '--minutes', '5')).code).toBe(0);
      await until('it to be so', async () => (await workstation.status()).state === state);
      kill(first.sensor.pid);
      const second = await revivedSensor(first, first);
      kill(second.pid);
      await revivedSensor(await revived(second), second);
      expect(deaths()).toMatchObject([
        { which: 'sensor', response: 'none' },
        { which: 'main', response: 'none' },
      ]);
      expect(await logind.locks()).toBe(0);
    },
  );

  it('where the policy says notify: nobody is locked, and it is told each time', async (ctx) => {
    needs(ctx, 'dbus', 'dbusmock');
    const desktop = { template: 'notification_daemon', name: 'org.freedesktop.Notifications' };
    const notifications = await startDbusMock(bus, desktop);
    /** Titles of what the desktop was told. */
    const told = async (): Promise<readonly unknown[]> =>
      (await notifications.calls('/org/freedesktop/Notifications')).map(({ args }) => args[3]);
    policy({});
    learn();
    const first = await work(OWNER);
    policy({ guard: { onAgentDeath: 'notify' } });
    await until('the policy to be in force', async () =>
      (await workstation.command('policy', 'show', '--json')).stdout.includes('"onAgentDeath": "notify"'),
    );
    kill(first.sensor.pid);
    const second = await revivedSensor(first, first);
    await until('the first notification', async () => (await told()).includes('The sensor was ended'));
    kill(second.pid);
    await revived(second);
    expect(await told()).toContain('Samehand was ended by force');
    expect(deaths()).toMatchObject([
      { which: 'sensor', response: 'notify', ok: true },
      { which: 'main', response: 'notify', ok: true },
    ]);
    expect(await logind.locks()).toBe(0);
  });

  it('while a code is asked for: it is locked, and the code is still owed after the unlock', async (ctx) => {
    needs(ctx, 'dbus', 'dbusmock');
    policy({ lockBelow: 0, promptBelow: 95 });
    learn();
    await work(STRANGER, '2');
    const place = { platform: process.platform, temporary: tmpdir(), uid: process.getuid?.() ?? 0 };
    const client = await connectToAgent(controlAddress(workstation.home, place).path);
    const { secret } = unwrap(await client.call('step-up.authenticator.begin', {}));
    const code = new TOTP({ secret }).generate();
    const { recoveryCodes } = unwrap(await client.call('step-up.authenticator.confirm', { code }));
    const asking = await until(
      'a code to be asked for',
      async () => {
        const status = unwrap(await client.call('status', {}));
        return status.prompt?.reason === 'doubt' ? status : null;
      },
      50_000,
    );
    client.close();
    kill(asking.pid);
    await until('the lock', async () => (await logind.locks()) === 1);
    expect((await revived(asking)).state).toBe('locked');
    await logind.setLocked(false);
    await until('the code to be asked for again', async () => (await workstation.status()).prompt?.reason === 'unlock');
    expect((await workstation.command('code', recoveryCodes[0] ?? '')).code).toBe(0);
    expect((await workstation.status()).prompt).toBeNull();
  });

  it('in both processes at once: what the service unit calls locks, once', async (ctx) => {
    needs(ctx, 'dbus', 'dbusmock');
    policy({});
    learn();
    const before = await work(OWNER);
    const nothing = await workstation.command('guard', 'after-death', '--json');
    expect(JSON.parse(nothing.stdout)).toEqual({ hasDied: false, response: 'none' });
    kill(before.sensor.pid);
    kill(before.pid);
    await until('both to be gone', () => Promise.resolve(!isAlive(before.pid)));
    const acted = await workstation.command('guard', 'after-death', '--json');
    expect(JSON.parse(acted.stdout)).toEqual({ hasDied: true, response: 'lock' });
    expect(await logind.locks()).toBe(1);
    expect(JSON.parse((await workstation.command('guard', 'after-death', '--json')).stdout)).toMatchObject({
      hasDied: false,
    });
  });

  it('in both processes at once, where no service unit is: the next start says so', async (ctx) => {
    needs(ctx, 'dbus', 'dbusmock');
    policy({});
    learn();
    const before = await work(OWNER);
    kill(before.sensor.pid);
    kill(before.pid);
    await until('both to be gone', () => Promise.resolve(!isAlive(before.pid)));
    await workstation.run('--platform', 'linux');
    expect(deaths()).toMatchObject([{ which: 'main', noticedBy: 'start', response: 'lock', ok: false }]);
    expect(await logind.locks()).toBe(0);
  });

  it('and one that is ended in order leaves nothing to do', async (ctx) => {
    needs(ctx, 'dbus', 'dbusmock');
    policy({});
    learn();
    await work(OWNER);
    const ended = await workstation.command('quit');
    expect([ended.code, ended.stderr]).toEqual([0, '']);
    expect(existsSync(join(workstation.home, 'guard.json'))).toBe(false);
    expect(await logind.locks()).toBe(0);
  });
});
