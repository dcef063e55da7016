/**
 * A fault that nothing has caught. As in a terminal, the agent ends by it, since nobody knows what still holds; but its
 * sensor ends with it here and cannot act, so that the agent first does itself what its policy says of such an end.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { EXIT_CODES } from '../../../contract/result.ts';
import type { Desktop } from './desktop.ts';

export interface FaultPorts {
  readonly process: Pick<NodeJS.Process, 'on' | 'uptime' | 'stderr'>;
  readonly relaunch: () => void;
  readonly exit: (code: number) => void;
}

/** What does not end in order by then is ended. */
const END_MS = 5_000;
/** One that faults sooner would do so again and again. */
const STEADY_SECONDS = 60;

export const followFaults = ({ process, relaunch, exit }: FaultPorts) => {
  let desktop: Pick<Desktop, 'interrupt' | 'live'> | null = null;
  let hasFaulted = false;
  const onFault = (cause: unknown): void => {
    const text = cause instanceof Error ? (cause.stack ?? cause.message) : String(cause);
    process.stderr.write(`samehand: ${text}\n`);
    desktop?.live.onFault(cause);
    if (hasFaulted) return;
    hasFaulted = true;
    const ending = desktop?.interrupt('a fault of the program') ?? Promise.resolve();
    void Promise.race([ending.catch(() => undefined), sleep(END_MS)]).finally(() => {
      if (process.uptime() >= STEADY_SECONDS) relaunch();
      exit(EXIT_CODES.internal);
    });
  };
  process.on('uncaughtException', onFault);
  process.on('unhandledRejection', onFault);
  return {
    /** From now on a fault ends this one in order. */
    adopt: (running: Pick<Desktop, 'interrupt' | 'live'>): void => {
      desktop = running;
    },
  };
};
