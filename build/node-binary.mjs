/** The Node that everything runs on: the one the package `node` puts into `node_modules`, not the machine's. */
import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { join } from 'node:path';

/** Electron 45, Vitest 5 and the database need Node 22.12; TypeScript without a build step needs 24. */
export const NODE_MAJOR = 24;

/**
 * The program itself rather than its link in `.bin`, which on Windows is a script.
 *
 * @param {string} project folder that holds `node_modules`
 */
export const nodeBinary = (project) =>
  join(project, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');

/**
 * @param {string} text as `node -v` prints it
 * @returns {number} 0 when it is no version
 */
export const majorOf = (text) => Number(/^v?(\d+)\./.exec(text.trim())?.[1] ?? 0);

/** Signals that are passed on to a child which stands in for this process. */
const FORWARDED = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']);
/** What a shell adds to a signal's number to make the exit code of a program that died of it. */
const SIGNAL_EXIT_BASE = 128;

/**
 * Runs a program to its end, with our input, output and signals.
 *
 * @param {string} file
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv }} [options]
 * @returns {Promise<number>} its exit code as a shell gives it; 127 when it cannot be started
 */
export const run = (file, args, options = {}) =>
  new Promise((resolve) => {
    const child = spawn(file, args, { stdio: 'inherit', ...options });
    /** @param {NodeJS.Signals} signal */
    const forward = (signal) => {
      // A terminal sends Ctrl-C to the whole group: the child has it already.
      if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal);
    };
    for (const signal of FORWARDED) process.on(signal, forward);
    /** @param {number} code */
    const end = (code) => {
      for (const signal of FORWARDED) process.off(signal, forward);
      resolve(code);
    };
    child.on('error', (error) => {
      console.error(`Cannot start ${file}: ${error.message}`);
      end(127);
    });
    child.on('exit', (code, signal) => {
      end(code ?? SIGNAL_EXIT_BASE + (signal === null ? 0 : constants.signals[signal]));
    });
  });

/**
 * Runs a program in place of this one. Where Node can (23.11 and later, not on Windows) it takes the process over, so
 * that no launcher stays in memory; else it is a child whose exit code becomes ours.
 *
 * @param {string} file
 * @param {readonly string[]} args
 * @param {NodeJS.ProcessEnv} [env]
 */
export const become = async (file, args, env = process.env) => {
  if (typeof process.execve === 'function' && process.platform !== 'win32') process.execve(file, [file, ...args], env);
  process.exit(await run(file, args, { env }));
};
