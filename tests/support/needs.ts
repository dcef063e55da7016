/** What some tests need of the machine beside Node, and how they skip, with the reason, where it is missing. */
import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';
import type { TestContext } from 'vitest';
import { electronBinary } from '../../build/electron-binary.mjs';

export type Need =
  | 'xvfb'
  | 'xdotool'
  | 'dbus'
  | 'keyring'
  | 'dbusmock'
  | 'chromium'
  | 'datasets'
  | 'electron-binary'
  | 'linux'
  | 'root'
  | 'rsyslog';

const PROJECT = resolve(import.meta.dirname, '../..');

/** Folder of the public recordings: `SAMEHAND_DATASETS`, else `shared/datasets` beside the project. */
export const datasetsFolder = (): string => process.env.SAMEHAND_DATASETS ?? resolve(PROJECT, '../shared/datasets');

const isExecutable = (path: string): boolean => {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

/** Full path of a program on `PATH`, or null. */
export const findProgram = (...names: readonly string[]): string | null => {
  const folders = (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  for (const name of names) {
    const found = folders.map((folder) => join(folder, name)).find(isExecutable);
    if (found !== undefined) return found;
  }
  return null;
};

const programs = (...names: readonly string[]): string | null => {
  const missing = names.filter((name) => findProgram(name) === null);
  return missing.length === 0 ? null : `${missing.join(' and ')} not installed`;
};

/** Debian's Python, because a Python put before it in `PATH` does not see Debian's modules. */
const DEBIAN_PYTHON = '/usr/bin/python3';

/** Where systems keep the modules of programs. */
const LIBRARIES = ['/usr/lib/x86_64-linux-gnu', '/usr/lib/aarch64-linux-gnu', '/usr/lib64', '/usr/lib'];

/** What is missing, as words that follow the name of the need; null when it is there. */
const PROBES: Readonly<Record<Need, () => string | null>> = {
  xvfb: () => programs('Xvfb'),
  xdotool: () => programs('xdotool'),
  dbus: () => programs('dbus-run-session', 'dbus-daemon'),
  keyring: () => programs('gnome-keyring-daemon', 'dbus-run-session'),
  dbusmock: () =>
    spawnSync(DEBIAN_PYTHON, ['-c', 'import dbusmock']).status === 0 ? null : 'python3-dbusmock not installed',
  chromium: () => (findProgram('chromium', 'chromium-browser', 'google-chrome') === null ? 'no Chromium' : null),
  datasets: () => (existsSync(datasetsFolder()) ? null : 'the folder of recordings is not on this machine'),
  'electron-binary': () => (electronBinary(PROJECT) === null ? 'the binary of Electron is not installed' : null),
  rsyslog: () =>
    LIBRARIES.some((folder) => existsSync(join(folder, 'rsyslog/lmnsd_gtls.so')))
      ? programs('rsyslogd')
      : 'rsyslog-gnutls not installed',
  linux: () => (process.platform === 'linux' ? null : `this is ${process.platform}`),
  root: () => (process.getuid?.() === 0 ? null : 'not running as root'),
};

const answers = new Map<Need, string | null>();

/** Why `need` is not met on this machine, or null. Asked once for a process. */
export const missing = (need: Need): string | null => {
  const known = answers.get(need);
  if (known !== undefined) return known;
  const answer = PROBES[need]();
  answers.set(need, answer);
  return answer;
};

/** Skips the running test, with the note `needs <need>: <reason>`, when this machine lacks something it needs. */
export const needs = (ctx: TestContext, ...what: readonly Need[]): void => {
  for (const need of what) {
    const reason = missing(need);
    if (reason !== null) ctx.skip(`needs ${need}: ${reason}`);
  }
};
