/** What running processes cost, read from Linux's `/proc`. */
import { readdirSync, readFileSync } from 'node:fs';

const NS_PER_SECOND = 1e9;
const BYTES_PER_KB = 1024;

/** Text of a file, or nothing when its process or thread has just ended. */
const read = (path: string): string => {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
};

const parentOf = (pid: number): number => Number(/^PPid:\s+(\d+)/m.exec(read(`/proc/${String(pid)}/status`))?.[1]);

/** A process and all that descend from it. */
export const familyOf = (pid: number): readonly number[] => {
  const running = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  const children = running.map(Number).filter((each) => parentOf(each) === pid);
  return [pid, ...children.flatMap(familyOf)];
};

/** Seconds of one processor that the threads of these processes took; threads that have ended do not count. */
export const cpuSecondsOf = (pids: readonly number[]): number => {
  let ns = 0;
  for (const pid of pids) {
    for (const thread of readdirSync(`/proc/${String(pid)}/task`)) {
      ns += Number(read(`/proc/${String(pid)}/task/${thread}/schedstat`).split(' ')[0]);
    }
  }
  return ns / NS_PER_SECOND;
};

/**
 * Memory of these processes, in bytes: `resident` counts a page once for every process that maps it, `proportional`
 * once in all, `own` only what no file backs.
 */
export const memoryOf = (pids: readonly number[]) => {
  const sum = (field: string): number =>
    pids.reduce((total, pid) => {
      const kb = new RegExp(`^${field}:\\s+(\\d+)`, 'm').exec(read(`/proc/${String(pid)}/smaps_rollup`))?.[1];
      return total + Number(kb) * BYTES_PER_KB;
    }, 0);
  return { resident: sum('Rss'), proportional: sum('Pss'), own: sum('Pss_Anon') };
};
