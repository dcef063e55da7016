/** `electron.utilityProcess`: a real process of Node that sees `process.parentPort` and no `process.send`. */
import { fork, type ChildProcess, type Serializable } from 'node:child_process';
import { EventEmitter } from 'node:events';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Readable } from 'node:stream';
import { app } from './app.ts';
import { onReset } from './resets.ts';

interface ForkOptions {
  readonly env?: NodeJS.ProcessEnv;
  readonly execArgv?: readonly string[];
  readonly cwd?: string;
  readonly stdio?: 'pipe' | 'ignore' | 'inherit' | readonly ('pipe' | 'ignore' | 'inherit')[];
  readonly serviceName?: string;
}

const PORT = pathToFileURL(join(import.meta.dirname, 'parent-port.ts')).href;
const running = new Set<ChildProcess>();
const startedServices: string[] = [];

const outputs = (stdio: ForkOptions['stdio']): readonly ('pipe' | 'ignore' | 'inherit')[] => {
  if (typeof stdio === 'string') return [stdio, stdio];
  return stdio === undefined ? ['inherit', 'inherit'] : stdio.slice(1, 3);
};

class UtilityProcess extends EventEmitter {
  readonly stdout: Readable | null;
  readonly stderr: Readable | null;
  readonly #child: ChildProcess;
  #pid: number | undefined;

  constructor(modulePath: string, args: readonly string[], options: ForkOptions) {
    super();
    const { env = process.env, execArgv = [], cwd, stdio, serviceName = 'Node Utility Process' } = options;
    const [out = 'inherit', error = 'inherit'] = outputs(stdio);
    this.#child = fork(modulePath, [...args], {
      env,
      ...(cwd === undefined ? {} : { cwd }),
      execArgv: [...execArgv, '--import', PORT],
      stdio: ['ignore', out, error, 'ipc'],
      serialization: 'advanced',
    });
    running.add(this.#child);
    startedServices.push(serviceName);
    this.stdout = this.#child.stdout;
    this.stderr = this.#child.stderr;
    this.#child.on('spawn', () => {
      this.#pid = this.#child.pid;
      this.emit('spawn');
    });
    this.#child.on('message', (message) => {
      this.emit('message', message);
    });
    this.#child.on('exit', (code, signal) => {
      this.#end(code, signal, serviceName);
    });
    this.#child.on('error', () => {
      this.#end(1, null, serviceName);
    });
  }
  get pid(): number | undefined {
    return this.#pid;
  }
  postMessage(message: unknown): void {
    // To one that has ended, Electron says nothing.
    if (this.#child.connected) this.#child.send(structuredClone(message) as Serializable, () => undefined);
  }
  kill(): boolean {
    return this.#child.kill();
  }
  #end(code: number | null, signal: NodeJS.Signals | null, serviceName: string): void {
    if (!running.delete(this.#child)) return;
    this.#pid = undefined;
    const exitCode = code ?? 1;
    this.emit('exit', exitCode);
    const reason =
      signal === null ? 'abnormal-exit' : signal === 'SIGKILL' || signal === 'SIGTERM' ? 'killed' : 'crashed';
    if (exitCode !== 0)
      app.emit('child-process-gone', {}, { type: 'Utility', reason, exitCode, serviceName, name: serviceName });
  }
}

export const utilityProcess = {
  fork: (modulePath: string, args: readonly string[] = [], options: ForkOptions = {}): UtilityProcess =>
    new UtilityProcess(modulePath, args, options),
};

/** By their service names, in the order of their starts. */
export const utilityServices = (): readonly string[] => [...startedServices];
onReset(() => {
  for (const child of running) child.kill('SIGKILL');
  startedServices.length = 0;
});
