/** A small program of Electron for the tests of the double: a preload script, pages, one window. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BrowserWindow, app, ipcMain, protocol } from 'electron';
import type { Page } from 'playwright-core';
import { desktop } from './control.ts';

export const CSP = "default-src 'none'; script-src 'self'; frame-src 'self'";

const PRELOAD = `
const { contextBridge, ipcRenderer } = require('electron');
const seen = {
  globals: [typeof Buffer, typeof process, typeof module, typeof require, typeof globalThis.require].join(' '),
  process: process.type + ' ' + process.sandboxed + ' ' + typeof process.binding,
};
const tryRequire = () => { try { require('fs'); return 'loaded'; } catch (cause) { return cause.message; } };
globalThis.ofThePreload = 'secret';
contextBridge.exposeInMainWorld('bridge', {
  words: 'plain',
  nested: { list: [1, 2, { three: 3 }], seen, fs: tryRequire() },
  add: (a, b) => a + b,
  invoke: (channel, ...args) => ipcRenderer.invoke(channel, ...args),
  invokeWithFunction: () => ipcRenderer.invoke('echo', () => 1),
  echo: (value) => value,
  later: async (value) => value,
  fail: () => { throw new TypeError('on purpose'); },
  failLater: () => Promise.reject(new RangeError('later on purpose')),
  callMe: (listener) => listener('called', { by: 'the preload' }),
  subscribe: (listener) => {
    const hear = (event, ...args) => listener(...args);
    ipcRenderer.on('push', hear);
    return () => ipcRenderer.removeListener('push', hear);
  },
  sayHello: () => ipcRenderer.send('hello', 'from the page'),
});
ipcRenderer.invoke('started', location.href);
`;

const PAGE = '<!doctype html><title>Double</title><h1>Page</h1><script src="/page.js"></script>';
const SCRIPT = 'globalThis.sawBridge = typeof globalThis.bridge;';

const answers: Readonly<Record<string, readonly [type: string, body: string]>> = {
  '/index.html': ['text/html', PAGE],
  '/page.js': ['text/javascript', SCRIPT],
  '/frame.html': ['text/html', '<h2>Frame</h2>'],
  '/framing.html': ['text/html', '<h1>Framing</h1><iframe src="/frame.html"></iframe>'],
};

const asked: Request[] = [];
/** What the protocol's handler was given since {@link startProgram}. */
export const askedOfProtocol = (): readonly Request[] => asked;

const answer = (request: Request): Response => {
  asked.push(request);
  const found = answers[new URL(request.url).pathname];
  const headers = { 'Content-Security-Policy': CSP, 'X-Of-The-Handler': 'yes' };
  if (found === undefined) return new Response('none', { status: 404, headers });
  return new Response(found[1], { headers: { ...headers, 'Content-Type': found[0] } });
};

const folder = mkdtempSync(join(tmpdir(), 'samehand-double-'));
const preload = join(folder, 'preload.cjs');
writeFileSync(preload, PRELOAD);
export const failingPreload = join(folder, 'failing.cjs');
writeFileSync(failingPreload, "throw new Error('no use');");
export const removeProgram = (): void => rmSync(folder, { recursive: true });

/** A program with an `echo` to its pages and no window yet. */
export const startProgram = async (): Promise<void> => {
  asked.length = 0;
  protocol.registerSchemesAsPrivileged([{ scheme: 'sample', privileges: { standard: true, secure: true } }]);
  await app.whenReady();
  app.on('window-all-closed', () => undefined);
  protocol.handle('sample', answer);
  ipcMain.handle('echo', (_event, value: unknown) => value);
  ipcMain.handle('started', () => undefined);
};

export interface Opened {
  readonly window: BrowserWindow;
  readonly page: Page;
}

export const openWindow = async (url = 'sample://app/index.html', preferences: object = {}): Promise<Opened> => {
  const window = new BrowserWindow({ width: 640, height: 480, webPreferences: { preload, ...preferences } });
  await window.loadURL(url);
  return { window, page: await desktop.page(window) };
};

/** The page's own side of what the preload script exposes. */
export interface SampleBridge {
  readonly words: string;
  readonly nested: { readonly list: readonly unknown[]; readonly seen: Record<string, string>; readonly fs: string };
  readonly add: (a: number, b: number) => number;
  readonly invoke: (channel: string, ...args: readonly unknown[]) => Promise<unknown>;
  readonly invokeWithFunction: () => Promise<unknown>;
  readonly echo: <T>(value: T) => T;
  readonly later: <T>(value: T) => Promise<T>;
  readonly fail: () => void;
  readonly failLater: () => Promise<void>;
  readonly callMe: (listener: (...args: readonly unknown[]) => unknown) => unknown;
  readonly subscribe: (listener: (...args: readonly unknown[]) => void) => () => void;
  readonly sayHello: () => void;
}
declare global {
  const bridge: SampleBridge;
}
