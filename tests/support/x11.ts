/** A real X server without a screen, and hands that type and point on it. */
import { execFile, spawn } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

export interface Xvfb {
  /** As `DISPLAY` wants it, such as `:7`. */
  readonly display: string;
  /** Ends the server: with `SIGKILL` at once, without a farewell to its clients. */
  stop(signal?: 'SIGTERM' | 'SIGKILL'): Promise<void>;
}

export interface XvfbOptions {
  /** Display to bring back, such as `:7`. Default: a free one. */
  readonly display?: string;
  /** Further arguments of Xvfb. */
  readonly args?: readonly string[];
}

const start = (where: readonly string[]): Promise<Xvfb> =>
  new Promise((resolve, reject) => {
    const args = [...where, '-displayfd', '3', '-screen', '0', '1280x800x24', '-nolisten', 'tcp', '-noreset'];
    const server = spawn('Xvfb', args, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
    const exited = Promise.withResolvers<undefined>();
    server.once('error', reject);
    server.once('exit', (code) => {
      exited.resolve(undefined);
      reject(new Error(`Xvfb ended with ${String(code)}`));
    });
    let number = '';
    server.stdio[3]?.on('data', (text: Buffer) => {
      number += text.toString();
      if (!number.endsWith('\n')) return;
      resolve({
        display: `:${number.trim()}`,
        stop: async (signal = 'SIGTERM') => {
          server.kill(signal);
          await exited.promise;
        },
      });
    });
  });

/** Starts Xvfb; resolves when it takes clients. */
export const startXvfb = ({ display, args = [] }: XvfbOptions = {}): Promise<Xvfb> =>
  start(display === undefined ? args : [display, ...args]);

/** Runs one xdotool command on `display`, such as `xdotool(':7', 'key', 'a', 'b')`. */
export const xdotool = async (display: string, ...args: readonly string[]): Promise<void> => {
  await run('xdotool', args, { env: { ...process.env, DISPLAY: display } });
};
