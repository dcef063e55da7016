/** Starts the sensor process and speaks with it. */
import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { isFromSensor, type FromSensor, type ToSensor } from './protocol.ts';

export interface SensorChild {
  readonly pid: number | null;
  readonly send: (message: ToSensor) => void;
  /** Ends it at once. */
  readonly kill: () => void;
}

export interface SensorChildHandlers {
  readonly onMessage: (message: FromSensor) => void;
  /** Called once, after the last message: how it ended, such as `exit code 1`, and the last it said on stderr. */
  readonly onExit: (how: string, stderr: string) => void;
}

export type LaunchSensor = (handlers: SensorChildHandlers) => SensorChild;

/** The hook and its buffers need little; a small heap keeps the collector from letting it grow. */
export const SENSOR_NODE_FLAGS = ['--max-semi-space-size=1', '--max-old-space-size=64'];
export const STDERR_CHARACTERS = 2_000;

/** Launches `entry` (the file of `sensor-process`) under Node with the environment `env`. */
export const forkSensor =
  (entry: URL, env: NodeJS.ProcessEnv): LaunchSensor =>
  ({ onMessage, onExit }) => {
    const child = fork(fileURLToPath(entry), [], {
      env,
      execArgv: SENSOR_NODE_FLAGS,
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    let stderr = '';
    let ended: string | null = null;
    let reported = false;
    const report = (): void => {
      // The last messages may be read after the exit is known; the channel closes behind them.
      if (ended === null || child.connected || reported) return;
      reported = true;
      onExit(ended, stderr);
    };
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      stderr = (stderr + text).slice(-STDERR_CHARACTERS);
    });
    child.on('message', (message: unknown) => {
      if (isFromSensor(message)) onMessage(message);
    });
    child.on('error', (error) => {
      if (child.pid === undefined) ended ??= error.message;
      report();
    });
    child.on('exit', (code, signal) => {
      ended = signal ?? `exit code ${String(code)}`;
      report();
    });
    child.on('disconnect', report);
    return {
      pid: child.pid ?? null,
      send: (message) => {
        // A failure to send means that it is ending, which its exit tells.
        if (child.connected) child.send(message, () => undefined);
      },
      kill: () => {
        child.kill('SIGKILL');
      },
    };
  };
