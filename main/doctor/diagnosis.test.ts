import { chmodSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AuditEvent } from '../../contract/audit.ts';
import type { SensorStatus, Status } from '../../contract/ipc.ts';
import { defaultPolicy } from '../../contract/policy.ts';
import { err, ok, unwrap } from '../../contract/result.ts';
import { prepareHome, secureHome } from '../shared/home.ts';
import { createSimulatedPlatform } from '../platform/simulated.ts';
import { createDiagnosis } from './diagnosis.ts';
import { inspectWorkstation } from './inspect-workstation.ts';
import type { StartAtLogin } from './start-at-login.ts';

const NO_KEYCHAIN = { kind: 'unavailable', message: 'there is none' } as const;
const keychain = {
  read: () => Promise.resolve(NO_KEYCHAIN),
  write: () => Promise.resolve(NO_KEYCHAIN),
  remove: () => Promise.resolve(NO_KEYCHAIN),
};

const sensorThat = (outcomes: readonly SensorStatus['state'][]) => {
  let state: SensorStatus['state'] = 'degraded';
  let starts = 0;
  const status = () =>
    ({
      state,
      reason: state === 'running' ? '' : 'No display.',
      pid: 1,
      restarts: 0,
      dropped: 0,
    }) as unknown as ReturnType<Parameters<typeof createDiagnosis>[0]['sensor']['status']>;
  return {
    starts: () => starts,
    status,
    stop: () => {
      state = 'stopped';
      return Promise.resolve();
    },
    start: () => {
      state = outcomes[starts] ?? 'running';
      starts += 1;
      return Promise.resolve();
    },
  };
};

describe('the diagnosis', () => {
  let home: string;
  let audited: AuditEvent[];
  let isOn: boolean;
  const startAtLogin: StartAtLogin = {
    isOn: () => Promise.resolve(isOn),
    set: (on) => {
      isOn = on;
      return Promise.resolve(ok(null));
    },
  };

  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), 'samehand-diagnosis-'));
    audited = [];
    isOn = false;
  });
  afterEach(() => {
    rmSync(home, { recursive: true });
  });

  const diagnosisWith = (sensor: ReturnType<typeof sensorThat>, login: StartAtLogin | null = startAtLogin) =>
    createDiagnosis({
      inspect: () =>
        inspectWorkstation({
          home,
          env: {},
          system: 'linux',
          platform: createSimulatedPlatform(),
          keychain,
          isRunning: true,
        }),
      secureFolder: () => secureHome(home),
      startAtLogin: login,
      status: () => ({ state: 'degraded', sensor: sensor.status(), warnings: [] }) as unknown as Status,
      view: () => ({ policy: defaultPolicy(), sources: {}, problems: [], isSealed: false, local: '{}' }),
      sensor,
      audit: (event) => audited.push(event),
    });

  it('names what is wrong, what to do, and what the program can do itself', async () => {
    const { findings } = unwrap(await diagnosisWith(sensorThat([]))['diagnosis.show']({}));
    const byName = new Map(findings.map((finding) => [finding.name, finding]));
    expect(byName.get('agent')).toMatchObject({ state: 'fail', fix: 'restart-sensor', remedy: 'No display.' });
    expect(byName.get('input')).toMatchObject({ state: 'fail', fix: 'restart-sensor' });
    expect(byName.get('lock')).toMatchObject({ state: 'ok', fix: null });
    expect(byName.get('start-at-login')).toMatchObject({ state: 'warn', fix: 'start-at-login' });
  });

  it('starts a sensor again that does not run, and says when it still does not', async () => {
    const sensor = sensorThat(['degraded', 'running']);
    const diagnosis = diagnosisWith(sensor);
    expect(unwrap(await diagnosis['diagnosis.fix']({ fix: 'restart-sensor' }))).toEqual({
      ok: false,
      message: 'No display.',
    });
    expect(unwrap(await diagnosis['diagnosis.fix']({ fix: 'restart-sensor' })).ok).toBe(true);
    expect(sensor.starts()).toBe(2);
    expect(audited.map(({ kind, body }) => [kind, (body as { ok: boolean }).ok])).toEqual([
      ['fix-applied', false],
      ['fix-applied', true],
    ]);
  });

  it('does not blind an agent whose sensor runs', async () => {
    const sensor = sensorThat([]);
    await sensor.start();
    expect(unwrap(await diagnosisWith(sensor)['diagnosis.fix']({ fix: 'restart-sensor' })).ok).toBe(true);
    expect(sensor.starts()).toBe(1);
  });

  it('finds a data folder that others can write in, and takes that right from them', async () => {
    chmodSync(home, 0o777);
    const diagnosis = diagnosisWith(sensorThat([]));
    const found = unwrap(await diagnosis['diagnosis.show']({})).findings.find(({ name }) => name === 'data folder');
    expect(found).toMatchObject({ state: 'fail', fix: 'secure-folder' });
    expect(unwrap(await diagnosis['diagnosis.fix']({ fix: 'secure-folder' })).ok).toBe(true);
    expect(statSync(home).mode & 0o777).toBe(0o700);
    expect(prepareHome(home).ok).toBe(true);
  });

  it('has the agent started at login where the host can, and says so where it cannot', async () => {
    expect(unwrap(await diagnosisWith(sensorThat([]))['diagnosis.fix']({ fix: 'start-at-login' })).ok).toBe(true);
    expect(isOn).toBe(true);
    const headless = diagnosisWith(sensorThat([]), null);
    const { findings } = unwrap(await headless['diagnosis.show']({}));
    expect(findings.some(({ name }) => name === 'start-at-login')).toBe(false);
    expect(unwrap(await headless['diagnosis.fix']({ fix: 'start-at-login' })).ok).toBe(false);
  });

  it('reports what a host says when it fails', async () => {
    const failing: StartAtLogin = {
      isOn: () => Promise.resolve(false),
      set: () => Promise.resolve(err('not-allowed', 'No.')),
    };
    expect(unwrap(await diagnosisWith(sensorThat([]), failing)['diagnosis.fix']({ fix: 'start-at-login' }))).toEqual({
      ok: false,
      message: 'No.',
    });
  });
});
