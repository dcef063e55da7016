/** What is wrong with a receiver, and since when: the log is told once an outage, not at each attempt. */
import type { AuditEvent } from '../../contract/audit.ts';
import type { ForwarderName } from '../../contract/forwarding.ts';
import type { Failure } from './receiver.ts';

export interface Outage {
  failed(fault: Failure, waiting: number): void;
  /** A batch has arrived. */
  ended(): void;
  /** There is another receiver, or none. */
  forget(): void;
  /** What failed last, or null. */
  problem(): string | null;
}

export interface OutagePorts {
  /** May throw. */
  readonly audit: (event: AuditEvent) => void;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly onFault: (cause: unknown) => void;
}

/** A restart of the receiver, or a change of the network, is no news: the records would outnumber all others. */
export const NEWS_AFTER_MS = 60_000;

export const createOutage = (forwarder: ForwarderName, { audit, now, onFault }: OutagePorts): Outage => {
  let since: number | null = null;
  let isTold = false;
  let problem: string | null = null;
  const tell = (event: AuditEvent): void => {
    try {
      audit(event);
    } catch (cause) {
      onFault(cause);
    }
  };
  const forget = (): void => {
    since = null;
    isTold = false;
    problem = null;
  };
  return {
    failed: ({ message, isPassing }, waiting) => {
      problem = message;
      since ??= now();
      if (isTold || (isPassing && now() - since < NEWS_AFTER_MS)) return;
      isTold = true;
      tell({ kind: 'forwarding-failed', body: { forwarder, waiting, message } });
    },
    ended: () => {
      const wasTold = isTold;
      forget();
      if (wasTold) tell({ kind: 'forwarding-recovered', body: { forwarder } });
    },
    forget,
    problem: () => problem,
  };
};
