/** Can keyboard and pointer be seen here? */
import { preflight } from '../sensor/preflight.ts';
import { fine, type Finding } from './finding.ts';

const NAME = 'input';

export const checkInput = async (env: NodeJS.ProcessEnv, platform: NodeJS.Platform): Promise<Finding> => {
  const ready = await preflight(env, platform);
  if (!ready.ok)
    return {
      name: NAME,
      state: 'fail',
      message: 'Keyboard and pointer cannot be seen.',
      remedy: ready.message,
      fix: 'restart-sensor',
    };
  if (ready.value === 'ready') return fine(NAME, 'Keyboard and pointer can be seen.');
  return {
    name: NAME,
    state: 'warn',
    message: 'Whether keyboard and pointer can be seen shows only when the agent runs.',
    remedy: 'If status says it sees nothing, allow the agent under System Settings, Privacy & Security, Accessibility.',
    fix: null,
  };
};
