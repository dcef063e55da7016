/** The built command `samehand` as a process, in a data folder of its own. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { statusSchema, type Status } from '../../contract/ipc.ts';
import { until } from './dbus.ts';

const PROGRAM = join(dirname(dirname(dirname(fileURLToPath(import.meta.url)))), 'dist', 'samehand.js');

export interface Finished {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunningAgent {
  readonly process: ChildProcess;
  /** All it has printed so far. */
  output(): string;
  /** Asks it to stop and waits for its end; with `SIGKILL`, ends it by force together with its sensor. */
  stop(signal?: NodeJS.Signals): Promise<Finished>;
}

export interface Workstation {
  readonly home: string;
  /** Runs a command to its end. */
  command(...args: readonly string[]): Promise<Finished>;
  status(): Promise<Status>;
  /** Starts a command that goes on until it is stopped. */
  begin(...args: readonly string[]): RunningAgent;
  /** Starts `samehand run` with these arguments and waits until it answers. */
  run(...args: readonly string[]): Promise<RunningAgent>;
  /** Ends agents that still run, by force, and removes the data folder. */
  end(): Promise<void>;
}

/** Environment without this machine's session: no display, no buses. */
const bareEnvironment = (home: string, extra: NodeJS.ProcessEnv): NodeJS.ProcessEnv => ({
  PATH: process.env.PATH,
  HOME: home,
  LANG: 'C.UTF-8',
  SAMEHAND_HOME: home,
  ...extra,
});

const start = (args: readonly string[], env: NodeJS.ProcessEnv) => {
  const child = spawn(process.execPath, [PROGRAM, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  const closed = once(child, 'close');
  const finished = async (): Promise<Finished> => {
    await closed;
    return { code: child.exitCode, stdout, stderr };
  };
  return { child, finished, output: () => stdout + stderr };
};

const kill = (pid: number): void => {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
};

/** A workstation with an empty data folder; `env` is added to an otherwise bare environment. */
export const createWorkstation = (env: NodeJS.ProcessEnv = {}): Workstation => {
  const home = mkdtempSync(join(tmpdir(), 'samehand-home-'));
  const environment = bareEnvironment(home, env);
  const agents = new Set<RunningAgent>();
  const command = (...args: readonly string[]): Promise<Finished> => start(args, environment).finished();

  const status = async (): Promise<Status> =>
    statusSchema.parse(JSON.parse((await command('status', '--json')).stdout));
  /** A main process that is killed alone is started again by its sensor. */
  const killBoth = async (): Promise<void> => {
    const last = await status().catch(() => null);
    for (const pid of [last?.sensor.pid, last?.pid]) if (typeof pid === 'number') kill(pid);
  };

  const begin = (...args: readonly string[]): RunningAgent => {
    const { child, finished, output } = start(args, environment);
    const agent: RunningAgent = {
      process: child,
      output,
      stop: async (signal = 'SIGTERM') => {
        agents.delete(agent);
        if (signal === 'SIGKILL') await killBoth();
        child.kill(signal);
        return finished();
      },
    };
    agents.add(agent);
    return agent;
  };

  return {
    home,
    command,
    begin,
    status,
    run: async (...args) => {
      const agent = begin('run', ...args);
      await until('the agent to answer', async () => {
        if (agent.process.exitCode !== null) throw new Error(`the agent ended: ${agent.output()}`);
        return (await command('status', '--json')).code === 0;
      });
      return agent;
    },
    end: async () => {
      for (const agent of [...agents]) await agent.stop('SIGKILL');
      rmSync(home, { recursive: true, force: true });
    },
  };
};
