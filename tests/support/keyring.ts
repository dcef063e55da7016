/** Runs a script under a bus of its own, with gnome-keyring in a chosen state, and hands back what it printed. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

/**
 * `unlocked` and `locked`: with a keyring, made on first use. `not-set-up`: a service without any keyring. `hanging`: a
 * service that never answers; the script ends it by its `SERVICE_PID`, or could not end itself while calls are open.
 * `no-bus`: nothing at all.
 */
export type KeyringState = 'unlocked' | 'locked' | 'not-set-up' | 'hanging' | 'no-bus';

export interface KeyringRun {
  readonly state: KeyringState;
  /** Home of the keyrings: a folder that outlives the run, mode 700. */
  readonly home: string;
  /** Module source (JavaScript); prints its answer as one line of JSON, the last on its output. */
  readonly script: string;
}

/** Debian's Python: one put before it in `PATH` would not see Debian's modules. */
const DEBIAN_PYTHON = '/usr/bin/python3';

const NODE = 'node --input-type=module -e "$SAMEHAND_SCRIPT"';

const HANGING_SERVICE = `
import dbus, os, time
bus = dbus.SessionBus()
bus.request_name('org.freedesktop.secrets')
print(os.getpid(), flush=True)
time.sleep(600)
`;

const COMMANDS: Readonly<Record<Exclude<KeyringState, 'no-bus'>, string>> = {
  unlocked: `printf 'pw\\n' | gnome-keyring-daemon --unlock --components=secrets --daemonize >/dev/null; ${NODE}`,
  locked: `gnome-keyring-daemon --start --components=secrets --daemonize >/dev/null; ${NODE}`,
  'not-set-up': NODE,
  hanging: `exec 3< <(exec ${DEBIAN_PYTHON} -c "$HANGING_SERVICE"); read -r -u 3 SERVICE_PID; export SERVICE_PID; ${NODE}`,
};

/** Absolute address of a module of the project, for `import` in a script. `path` is relative to the project. */
export const moduleUrl = (path: string): string => new URL(`../../${path}`, import.meta.url).href;

/** Resolves to the JSON that the script printed; rejects with its diagnostics when it failed. */
export const runWithKeyring = async ({ state, home, script }: KeyringRun): Promise<unknown> => {
  const environment = {
    // Whatever desktop the tests run in stays out of it: no bus, no display, no runtime folder of its own.
    PATH: `${join(process.execPath, '..')}:${process.env.PATH ?? ''}`,
    HOME: home,
    XDG_RUNTIME_DIR: home,
    SAMEHAND_SCRIPT: script,
    HANGING_SERVICE,
  };
  const command = state === 'no-bus' ? ['bash', '-c', NODE] : ['dbus-run-session', '--', 'bash', '-c', COMMANDS[state]];
  const child = spawn(command[0] ?? '', command.slice(1), { env: environment, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  let diagnostics = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    diagnostics += text;
  });
  // Not 'close': a service left behind by the bus may still hold the pipes.
  const [code] = (await once(child, 'exit')) as [number | null];
  const answer = output.trim().split('\n').at(-1) ?? '';
  if (code !== 0) throw new Error(`the script under the keyring ended with ${String(code)}:\n${diagnostics}`);
  return JSON.parse(answer) as unknown;
};
