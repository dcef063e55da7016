/** A pause: nothing is watched for a while. It ends by itself. */
import type { AuditEvent } from '../contract/audit.ts';
import type { Schedule } from './shared/schedule.ts';

const MINUTE_MS = 60_000;

export interface Pause {
  /** Milliseconds since 1970, or null while nothing is paused. */
  until(): number | null;
  /** Begins, or goes on until another time; answers when it ends. */
  begin(minutes: number, by: string): number;
  end(by: string): void;
  /** The agent stops: no timer is left. */
  close(): void;
}

export const createPause = (ports: {
  readonly now: () => number;
  readonly schedule: Schedule;
  readonly audit: (event: AuditEvent) => void;
  readonly onChange: () => void;
}): Pause => {
  const { now, schedule, audit, onChange } = ports;
  let until: number | null = null;
  let cancel = (): void => undefined;

  const end = (by: string): void => {
    if (until === null) return;
    cancel();
    until = null;
    audit({ kind: 'resumed', body: { by } });
    onChange();
  };

  return {
    until: () => until,
    begin: (minutes, by) => {
      cancel();
      until = now() + minutes * MINUTE_MS;
      cancel = schedule(() => {
        end('timer');
      }, minutes * MINUTE_MS);
      audit({ kind: 'paused', body: { minutes, by } });
      onChange();
      return until;
    },
    end,
    close: () => {
      cancel();
    },
  };
};
