/** Starts the sensor as a utility process of Electron, whose binary runs no script by itself once it is shipped. */
import { fileURLToPath } from 'node:url';
import { utilityProcess } from 'electron';
import { isFromSensor } from '../../sensor/protocol.ts';
import { SENSOR_NODE_FLAGS, STDERR_CHARACTERS, type LaunchSensor } from '../../sensor/sensor-child.ts';
import type { Schedule } from '../../shared/schedule.ts';

/** The last messages may be read after the end is known; nothing says that there are no more. */
const LAST_MESSAGES_MS = 100;

const entry = fileURLToPath(
  new URL(import.meta.url.endsWith('.ts') ? '../../sensor/sensor-process.ts' : './sensor-process.js', import.meta.url),
);

const definedOnly = (env: NodeJS.ProcessEnv): Record<string, string> =>
  Object.fromEntries(Object.entries(env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));

export const utilitySensor =
  (env: NodeJS.ProcessEnv, schedule: Schedule): LaunchSensor =>
  ({ onMessage, onExit }) => {
    const child = utilityProcess.fork(entry, [], {
      serviceName: 'Samehand sensor',
      env: definedOnly(env),
      execArgv: [...SENSOR_NODE_FLAGS],
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let stderr = '';
    let hasEnded = false;
    child.stderr?.on('data', (chunk: Buffer | string) => {
      stderr = (stderr + chunk.toString()).slice(-STDERR_CHARACTERS);
    });
    child.on('message', (message: unknown) => {
      if (isFromSensor(message)) onMessage(message);
    });
    child.on('exit', (code) => {
      hasEnded = true;
      schedule(() => {
        onExit(`exit code ${String(code)}`, stderr);
      }, LAST_MESSAGES_MS);
    });
    return {
      get pid() {
        return child.pid ?? null;
      },
      send: (message) => {
        if (!hasEnded) child.postMessage(message);
      },
      kill: () => {
        if (hasEnded) return;
        // Electron's own kill asks politely, and a sensor that hangs does not hear.
        if (child.pid === undefined) child.kill();
        else process.kill(child.pid, 'SIGKILL');
      },
    };
  };
