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

/** In bytes. */
export interface Memory {
  /** A page counts once for every process that maps it. */
  readonly resident: number;
  /** A page counts once in all. */
  readonly proportional: number;
  /** Only pages that no file backs. */
  readonly own: number;
  /** Sum of the most that was ever resident in each process. */
  readonly peak: number;
}

/** Memory of these processes. */
export const memoryOf = (pids: readonly number[]): Memory => {
  const sum = (file: string, field: string): number =>
    pids.reduce((total, pid) => {
      const kb = new RegExp(`^${field}:\\s+(\\d+)`, 'm').exec(read(`/proc/${String(pid)}/${file}`))?.[1];
      return total + Number(kb) * BYTES_PER_KB;
    }, 0);
  return {
    resident: sum('smaps_rollup', 'Rss'),
    proportional: sum('smaps_rollup', 'Pss'),
    own: sum('smaps_rollup', 'Pss_Anon'),
    peak: sum('status', 'VmHWM'),
  };
};
