/** Groups of the user, as the system calls them. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);
const LIMIT_MS = 5_000;

/** A group of a domain goes by its own name too: `CORP\Finance` is `Finance`. */
const withOwnName = (name: string): readonly string[] => {
  const own = name.slice(name.lastIndexOf('\\') + 1);
  return own === name ? [name] : [name, own];
};

/** `id -Gnz` ends each name with a zero, as names of a domain hold spaces; `id -Gn` separates them by spaces. */
export const parseId = (output: string): readonly string[] =>
  (output.includes('\0') ? output.split('\0') : output.split(/\s+/)).filter((name) => name !== '').flatMap(withOwnName);

/** `whoami /groups /fo csv /nh`: name, type and SID in quotes. The SID is the same in every language. */
export const parseWhoami = (output: string): readonly string[] =>
  output.split(/\r?\n/).flatMap((line) => {
    const [, name = '', sid = ''] = /^"([^"]*)","[^"]*","([^"]*)"/.exec(line) ?? [];
    return [...withOwnName(name), sid].filter((each) => each !== '');
  });

const COMMANDS: Readonly<Partial<Record<NodeJS.Platform, readonly [command: string, ...args: string[]]>>> = {
  win32: ['whoami', '/groups', '/fo', 'csv', '/nh'],
  darwin: ['/usr/bin/id', '-Gn'],
};

const outputOf = async (command: string, args: readonly string[]): Promise<string> => {
  try {
    return (await run(command, [...args], { timeout: LIMIT_MS, windowsHide: true })).stdout;
  } catch (cause) {
    // `id` fails when one of the groups has no name, after it has printed them all.
    return cause instanceof Error && 'stdout' in cause && typeof cause.stdout === 'string' ? cause.stdout : '';
  }
};

/** Empty where the system does not say: exceptions for groups then do not apply. */
export const groupsOf = async (platform: NodeJS.Platform): Promise<readonly string[]> => {
  const [command, ...args] = COMMANDS[platform] ?? ['id', '-Gnz'];
  return (platform === 'win32' ? parseWhoami : parseId)(await outputOf(command, args));
};
