/** Removes what the policy says is kept no longer, but for the behaviour database, to which its engine sees. */
import type { AuditEvent } from '../../contract/audit.ts';
import type { Policy } from '../../contract/policy.ts';
import type { AuditLog } from '../audit/audit-log.ts';
import type { Schedule } from '../shared/schedule.ts';
import { isoSeconds } from '../transparency/iso-seconds.ts';

export interface RetentionPorts {
  readonly policy: () => Policy;
  /** Of the audit log; answers how many records went, of which there may be more. */
  readonly trimAudit: AuditLog['trim'];
  /** The last record that every forwarder has delivered. */
  readonly minDelivered: () => number;
  /** Removes files of an audit log that was set aside as damaged before a time in ms since 1970; answers how many. */
  readonly removeSetAside: (before: number) => number;
  /** Forgets networks that were not seen since a time in ms since 1970; answers how many. */
  readonly forgetNetworks: (before: number) => number;
  /** Removes lines of the agent's own log from before a time; answers how many. */
  readonly trimLog: (before: number) => number;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly schedule: Schedule;
  readonly audit: (event: AuditEvent) => void;
  readonly onFault: (cause: unknown) => void;
}

export interface Retention {
  start(): void;
  stop(): void;
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const MEGABYTE = 1_000_000;
/** Between two steps, for whatever else waits. */
const STEP_MS = 1_000;

/** At the start and once a day, step by step. A machine that sleeps catches up within an hour. */
export const createRetention = (ports: RetentionPorts): Retention => {
  const { policy, now, schedule } = ports;
  let cancel = (): void => undefined;

  const daysAgo = (days: number): number => now() - days * DAY_MS;
  const steps: readonly (readonly [kind: string, remove: () => number])[] = [
    [
      'audit',
      () => {
        const { auditDays, auditMegabytes } = policy().retention;
        return ports.trimAudit({
          olderThan: isoSeconds(daysAgo(auditDays)),
          mostBytes: auditMegabytes * MEGABYTE,
          keepAfter: ports.minDelivered(),
        });
      },
    ],
    ['damaged-audit', () => ports.removeSetAside(daysAgo(policy().retention.auditDays))],
    ['networks', () => ports.forgetNetworks(daysAgo(policy().retention.networkDays))],
    ['log', () => ports.trimLog(daysAgo(policy().retention.logDays))],
  ];

  const orNone = (remove: () => number): number => {
    try {
      return remove();
    } catch (cause) {
      ports.onFault(cause);
      return 0;
    }
  };
  const run = (at: number, removed: Readonly<Record<string, number>>): void => {
    const step = steps[at];
    if (step === undefined) {
      if (Object.keys(removed).length > 0) ports.audit({ kind: 'retention-applied', body: { removed } });
      waitFrom(now());
      return;
    }
    const [kind, remove] = step;
    const count = orNone(remove);
    // What removes something may have left more of it for another time.
    const next = count === 0 ? at + 1 : at;
    cancel = schedule(() => {
      run(next, count === 0 ? removed : { ...removed, [kind]: (removed[kind] ?? 0) + count });
    }, STEP_MS);
  };
  /** By the clock of the day, as timers stand still while the machine sleeps; one that is set back must not stop it. */
  const waitFrom = (ranAt: number): void => {
    cancel = schedule(() => {
      const since = now() - ranAt;
      if (since < 0 || since >= DAY_MS) run(0, {});
      else waitFrom(ranAt);
    }, HOUR_MS);
  };

  return {
    start: () => {
      cancel = schedule(() => {
        run(0, {});
      }, MINUTE_MS);
    },
    stop: () => {
      cancel();
    },
  };
};
