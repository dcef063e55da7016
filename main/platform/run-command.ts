/** A program of the system and what it prints. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);
const LIMIT_MS = 5_000;

export type RunCommand = (command: string, args: readonly string[]) => Promise<string | null>;

/** Its output, or null where it is not there, fails or takes too long. */
export const runCommand: RunCommand = async (command, args) => {
  try {
    return (await run(command, [...args], { timeout: LIMIT_MS, windowsHide: true })).stdout;
  } catch {
    return null;
  }
};
