/**
 * An accommodation: for a time nobody is judged by how they type and point; codes and inactivity stand in. An
 * administrator approves it. Why is recorded nowhere: there is no place for it.
 */
import { z } from 'zod';
import type { AuditEvent } from '../../contract/audit.ts';
import type { Need } from '../../contract/policy-access.ts';
import type { Policy } from '../../contract/policy.ts';
import { err, ok, type Result } from '../../contract/result.ts';
import type { Fact, Facts } from '../access/facts.ts';
import type { Handlers } from '../control/dispatch.ts';
import type { Schedule } from '../shared/schedule.ts';

type Require = (need: Need, grant: string | undefined) => Result<string>;

export interface Accommodation {
  /** Ms since 1970, or null while there is none. */
  until(): number | null;
  isActive(): boolean;
  /** Counts the work until the next code from now. */
  codePassed(): void;
  start(): void;
  stop(): void;
  readonly calls: (
    require: Require,
  ) => Pick<Handlers, 'accommodation.show' | 'accommodation.grant' | 'accommodation.end'>;
}

export interface AccommodationPorts {
  readonly facts: Facts;
  readonly policy: () => Policy;
  readonly now: () => number;
  readonly monotonicMs: () => number;
  readonly schedule: Schedule;
  readonly audit: (event: AuditEvent) => void;
  /** Somebody may be at work: the time counts towards the next code. */
  readonly isAttended: () => boolean;
  readonly onChange: () => void;
  readonly onCodeDue: () => void;
}

const ACCOMMODATION: Fact<{ until: number; by: string }> = {
  name: 'session.accommodation',
  schema: z.strictObject({ until: z.number(), by: z.string() }),
};

/** Looked at so often, as the machine may sleep over the end, and clocks be set. */
const LOOK_MS = 60_000;
const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

const iso = (ms: number): string => new Date(ms).toISOString();

export const createAccommodation = (ports: AccommodationPorts): Accommodation => {
  const { facts, policy, now, monotonicMs, schedule, audit, isAttended, onChange, onCodeDue } = ports;
  let until = facts.get(ACCOMMODATION)?.until ?? null;
  let workedMs = 0;
  let lookedMs = monotonicMs();
  let cancel = (): void => undefined;

  const end = (by: string): void => {
    facts.set(ACCOMMODATION, null);
    until = null;
    audit({ kind: 'accommodation-ended', body: { by } });
    onChange();
  };

  const look = (): void => {
    const elapsed = monotonicMs() - lookedMs;
    lookedMs += elapsed;
    cancel = schedule(look, LOOK_MS);
    if (until === null) return;
    if (now() >= until) {
      end('timer');
      return;
    }
    if (isAttended()) workedMs += elapsed;
    if (workedMs < policy().accommodation.codeEveryHours * HOUR_MS) return;
    workedMs = 0;
    onCodeDue();
  };

  return {
    until: () => until,
    isActive: () => until !== null,
    codePassed: () => {
      workedMs = 0;
    },
    start: () => {
      lookedMs = monotonicMs();
      cancel = schedule(look, LOOK_MS);
    },
    stop: () => {
      cancel();
    },
    calls: (required) => ({
      'accommodation.show': () => Promise.resolve(ok({ until: until === null ? null : iso(until) })),
      'accommodation.grant': ({ days, grant }) => {
        const { maxDays } = policy().accommodation;
        if (days > maxDays) {
          return Promise.resolve(
            err('not-allowed', `The policy allows at most ${String(maxDays)} days at a time. It can be granted again.`),
          );
        }
        const by = required('administrator', grant);
        if (!by.ok) return Promise.resolve(by);
        const end = now() + days * DAY_MS;
        facts.set(ACCOMMODATION, { until: end, by: by.value });
        until = end;
        workedMs = 0;
        audit({ kind: 'accommodation-began', body: { until: iso(end), by: by.value } });
        onChange();
        return Promise.resolve(ok({ until: iso(end) }));
      },
      'accommodation.end': ({ grant }) => {
        if (until === null) return Promise.resolve(err('not-found', 'There is no accommodation.'));
        const by = required('administrator', grant);
        if (!by.ok) return Promise.resolve(by);
        end(by.value);
        return Promise.resolve(ok({}));
      },
    }),
  };
};
