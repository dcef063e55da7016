/** The running agent looks at its workstation, and does what it can about what it finds when it is told to. */
import type { AuditEvent } from '../../contract/audit.ts';
import type { Fix } from '../../contract/diagnosis.ts';
import type { Status } from '../../contract/ipc.ts';
import type { PolicyView } from '../../contract/policy-view.ts';
import { err, ok, type Result } from '../../contract/result.ts';
import type { SensorPort } from '../agent-ports.ts';
import type { Handlers } from '../control/dispatch.ts';
import { checkAgent } from './check-agent.ts';
import { checkPolicy } from './check-policy.ts';
import { checkStart } from './check-start.ts';
import type { WorkstationCheck } from './workstation-check.ts';

export interface DiagnosisPorts extends WorkstationCheck {
  readonly status: () => Status;
  readonly view: () => PolicyView;
  readonly sensor: Pick<SensorPort, 'start' | 'stop' | 'status'>;
  readonly audit: (event: AuditEvent) => void;
}

const DONE: Readonly<Record<Fix, string>> = {
  'restart-sensor': 'The sensor runs again.',
  'secure-folder': 'The data folder is for its owner alone.',
  'start-at-login': 'The agent starts when you log in.',
};

export const createDiagnosis = (ports: DiagnosisPorts): Pick<Handlers, 'diagnosis.show' | 'diagnosis.fix'> => {
  const { status, view, sensor, inspect, secureFolder, startAtLogin, audit } = ports;

  const restartSensor = async (): Promise<Result<null>> => {
    // Not one that runs: nobody is to blind the agent, however briefly.
    if (sensor.status().state === 'running') return ok(null);
    await sensor.stop();
    await sensor.start();
    const { state, reason } = sensor.status();
    return state === 'running' ? ok(null) : err('sensor-unavailable', reason);
  };
  const apply = (fix: Fix): Promise<Result<null>> => {
    switch (fix) {
      case 'restart-sensor':
        return restartSensor();
      case 'secure-folder':
        return Promise.resolve(secureFolder());
      case 'start-at-login':
        return (
          startAtLogin?.set(true) ??
          Promise.resolve(err('not-allowed', 'This program cannot do it here; the service manager can.'))
        );
    }
  };

  return {
    'diagnosis.show': async () =>
      ok({
        findings: [
          checkAgent(status()),
          ...(await inspect()),
          checkPolicy(view()),
          ...(await checkStart(startAtLogin)),
        ],
      }),
    'diagnosis.fix': async ({ fix }) => {
      const done = await apply(fix);
      const message = done.ok ? DONE[fix] : done.message;
      audit({ kind: 'fix-applied', body: { fix, ok: done.ok, message } });
      return ok({ ok: done.ok, message });
    },
  };
};
