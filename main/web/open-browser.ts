/** Opens an address in the user's browser without letting anybody else on the machine read it. */
import { spawn } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** The program that opens files in what the user has chosen for them. */
const opener = (platform: NodeJS.Platform): readonly [string, readonly string[]] => {
  if (platform === 'win32') return ['rundll32', ['url.dll,FileProtocolHandler']];
  return [platform === 'darwin' ? 'open' : 'xdg-open', []];
};

/** A page that leads on to the address: a command line can be read by everybody, this file by its owner. */
const forwardingPage = (address: string): string =>
  `<!doctype html><meta charset="utf-8"><title>Samehand</title><meta http-equiv="refresh" content="0;url=${address}">`;

export interface OpenedBrowser {
  /** Whether a program took the file. */
  readonly isOpen: boolean;
  /** Takes the file away; to be called once it has served. */
  readonly forget: () => void;
}

export interface OpenOptions {
  readonly address: string;
  /** Folder for its owner alone. */
  readonly folder: string;
  readonly platform: NodeJS.Platform;
  readonly env: NodeJS.ProcessEnv;
}

export const openBrowser = async ({ address, folder, platform, env }: OpenOptions): Promise<OpenedBrowser> => {
  const file = join(folder, `open-${String(process.pid)}.html`);
  const forget = (): void => {
    rmSync(file, { force: true });
  };
  forget();
  writeFileSync(file, forwardingPage(address), { mode: 0o600, flag: 'wx' });
  const [program, args] = opener(platform);
  const isOpen = await new Promise<boolean>((resolve) => {
    const child = spawn(program, [...args, pathToFileURL(file).href], { env, stdio: 'ignore', detached: true });
    child.on('error', () => {
      resolve(false);
    });
    child.on('exit', (code) => {
      resolve(code === 0);
    });
    // A browser that is started by it may keep it running.
    child.on('spawn', () => setTimeout(resolve, LONG_ENOUGH_MS, true).unref());
    child.unref();
  });
  if (!isOpen) forget();
  return { isOpen, forget };
};

const LONG_ENOUGH_MS = 2_000;
