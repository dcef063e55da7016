/** Groups of the user, as the system calls them. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);
const LIMIT_MS = 5_000;

/** `id -Gn` separates names by spaces. */
export const parseId = (output: string): readonly string[] => output.split(/\s+/).filter((name) => name !== '');

/** `whoami /groups /fo csv /nh`: the name is the first of quoted columns, with its domain before a backslash. */
export const parseWhoami = (output: string): readonly string[] =>
  output.split(/\r?\n/).flatMap((line) => {
    const name = /^"([^"]*)"/.exec(line)?.[1];
    if (name === undefined || name === '') return [];
    const own = name.slice(name.lastIndexOf('\\') + 1);
    return own === name ? [name] : [name, own];
  });

/** Empty where the system does not say: rules for groups then do not apply. */
export const groupsOf = async (platform: NodeJS.Platform): Promise<readonly string[]> => {
  try {
    const options = { timeout: LIMIT_MS, windowsHide: true };
    return platform === 'win32'
      ? parseWhoami((await run('whoami', ['/groups', '/fo', 'csv', '/nh'], options)).stdout)
      : parseId((await run('id', ['-Gn'], options)).stdout);
  } catch {
    return [];
  }
};
