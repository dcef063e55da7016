/** Does the agent run, and does it see? */
import type { Status } from '../../contract/ipc.ts';
import { fine, type Finding } from './finding.ts';

const NAME = 'agent';

/** @param status null where no agent runs. */
export const checkAgent = (status: Status | null): Finding => {
  if (status === null) {
    return {
      name: NAME,
      state: 'warn',
      message: 'It is not running.',
      remedy: 'Start it with: samehand run',
      fix: null,
    };
  }
  const { state, sensor, warnings } = status;
  if (state === 'degraded') {
    const remedy = sensor.reason === '' ? warnings.join(' ') : sensor.reason;
    const fix = sensor.state === 'running' ? null : 'restart-sensor';
    return { name: NAME, state: 'fail', message: 'It runs, but does not see everything.', remedy, fix };
  }
  if (warnings.length === 0) return fine(NAME, `It runs, state ${state}.`);
  return { name: NAME, state: 'warn', message: `It runs, state ${state}.`, remedy: warnings.join(' '), fix: null };
};
