/** Opens an address in the user's browser without letting anybody else on the machine read it. */
import { spawn } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

type Program = readonly [file: string, ...args: string[]];

/** What opens files in what the user has chosen for them; null where there is no screen to show them on. */
export const openerOf = (platform: NodeJS.Platform, env: Readonly<NodeJS.ProcessEnv>): Program | null => {
  if (platform === 'win32') return ['rundll32', 'url.dll,FileProtocolHandler'];
  if (platform === 'darwin') return ['open'];
  const hasScreen = [env.WAYLAND_DISPLAY, env.DISPLAY].some((display) => display !== undefined && display !== '');
  return hasScreen ? ['xdg-open'] : null;
};

const escapeHtml = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;');

/** A page that leads on to the address: a command line can be read by everybody, this file by its owner. */
const forwardingPage = (address: string): string =>
  [
    '<!doctype html><meta charset="utf-8"><title>Samehand</title>',
    `<meta http-equiv="refresh" content="0;url=${escapeHtml(address)}">`,
    `<p><a href="${escapeHtml(address)}">Samehand</a></p>`,
  ].join('\n');

/** A program that has run for so long without an error is the browser itself, or waits for it. */
const LONG_ENOUGH_MS = 2_000;

const start = ([file, ...args]: Program, env: Readonly<NodeJS.ProcessEnv>): Promise<boolean> =>
  new Promise((resolve) => {
    const child = spawn(file, args, { env, stdio: 'ignore', detached: true });
    const timer = setTimeout(resolve, LONG_ENOUGH_MS, true);
    const end = (isOpen: boolean): void => {
      clearTimeout(timer);
      resolve(isOpen);
    };
    child.on('error', () => {
      end(false);
    });
    child.on('exit', (code) => {
      end(code === 0);
    });
    child.unref();
  });

export interface OpenedBrowser {
  /** Whether a program took the file. */
  readonly isOpen: boolean;
  /** Takes the file away; to be called once it has served. */
  readonly forget: () => void;
}

export interface OpenOptions {
  readonly address: string;
  /** Where nobody else can put or swap files. */
  readonly folder: string;
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<NodeJS.ProcessEnv>;
}

/** @throws when the folder cannot be written to */
export const openBrowser = async ({ address, folder, platform, env }: OpenOptions): Promise<OpenedBrowser> => {
  const opener = openerOf(platform, env);
  const file = join(folder, `open-${String(process.pid)}.html`);
  const forget = (): void => {
    rmSync(file, { force: true });
  };
  forget();
  if (opener === null) return { isOpen: false, forget };
  writeFileSync(file, forwardingPage(address), { mode: 0o600, flag: 'wx' });
  const isOpen = await start([...opener, pathToFileURL(file).href], env);
  if (!isOpen) forget();
  return { isOpen, forget };
};
