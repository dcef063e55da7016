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
import { createWorkSinceCode } from './work-since-code.ts';

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
  /** Takes why something could not be stored. */
  readonly onFault?: (cause: unknown) => void;
}

const ACCOMMODATION: Fact<{ until: number; by: string }> = {
  name: 'session.accommodation',
  schema: z.strictObject({ until: z.number(), by: z.string() }),
};

/** Looked at so often, as the machine may sleep over the end, and clocks be set. */
const LOOK_MS = 60_000;
/** A look that is later than this comes after sleep, not after work. */
const LONGEST_WORK_MS = 2 * LOOK_MS;
const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

const iso = (ms: number): string => new Date(ms).toISOString();

export const createAccommodation = (ports: AccommodationPorts): Accommodation => {
  const { facts, policy, now, monotonicMs, schedule, audit, isAttended, onChange, onCodeDue } = ports;
  const onFault = ports.onFault ?? (() => undefined);
  const work = createWorkSinceCode(facts, onFault);
  let until = facts.get(ACCOMMODATION)?.until ?? null;
  /** The end on the clock that nobody can set: a wall clock set back does not put it off. */
  let endsMs = Infinity;
  let lookedMs = monotonicMs();
  let cancel = (): void => undefined;

  const setEnd = (at: number | null): void => {
    until = at;
    endsMs = at === null ? Infinity : monotonicMs() + at - now();
  };

  const ended = (by: string): void => {
    setEnd(null);
    work.reset();
    audit({ kind: 'accommodation-ended', body: { by } });
    onChange();
  };

  const endInTime = (): void => {
    try {
      facts.set(ACCOMMODATION, null);
    } catch (cause) {
      // Left behind, it is over at the next start all the same.
      onFault(cause);
    }
    ended('timer');
  };

  const countWork = (elapsedMs: number): void => {
    if (!isAttended()) return;
    work.add(Math.min(elapsedMs, LONGEST_WORK_MS));
    if (work.totalMs() < policy().accommodation.codeEveryHours * HOUR_MS) return;
    work.reset();
    onCodeDue();
  };

  const look = (): void => {
    const elapsedMs = monotonicMs() - lookedMs;
    lookedMs += elapsedMs;
    cancel = schedule(look, LOOK_MS);
    if (until === null) return;
    if (now() >= until || lookedMs >= endsMs) endInTime();
    else countWork(elapsedMs);
  };

  return {
    until: () => until,
    isActive: () => until !== null,
    codePassed: work.reset,
    start: () => {
      lookedMs = monotonicMs();
      setEnd(until);
      look();
    },
    stop: () => {
      cancel();
      work.close();
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
        setEnd(end);
        audit({ kind: 'accommodation-began', body: { until: iso(end), by: by.value } });
        onChange();
        return Promise.resolve(ok({ until: iso(end) }));
      },
      'accommodation.end': ({ grant }) => {
        if (until === null) return Promise.resolve(err('not-found', 'There is no accommodation.'));
        const by = required('administrator', grant);
        if (!by.ok) return Promise.resolve(by);
        facts.set(ACCOMMODATION, null);
        ended(by.value);
        return Promise.resolve(ok({}));
      },
    }),
  };
};
