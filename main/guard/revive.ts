/** Starting the agent again as it was started. */
import { spawn } from 'node:child_process';
import type { Revival } from './guard-orders.ts';

/**
 * The command that this process was started with; null where a service manager started it, which starts it again.
 * systemd gives every service an invocation id, launchd a service name.
 */
export const revivalOf = (
  env: NodeJS.ProcessEnv,
  { execPath, execArgv, argv }: Pick<NodeJS.Process, 'execPath' | 'execArgv' | 'argv'>,
): Revival | null => {
  const isManaged = env.INVOCATION_ID !== undefined || (env.XPC_SERVICE_NAME ?? '0') !== '0';
  return isManaged ? null : { command: execPath, args: [...execArgv, ...argv.slice(1)] };
};

/** Starts it as a process of its own, which outlives this one. */
export const revive = ({ command, args }: Revival): void => {
  const child = spawn(command, [...args], { detached: true, stdio: 'ignore' });
  child.on('error', () => undefined);
  child.unref();
};
