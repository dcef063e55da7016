/** What happens to the session beside typing and pointing: nobody is there, the machine slept, another user was in front. */
import type { AuditEvent } from '../contract/audit.ts';
import type { PromptReason } from '../contract/step-up.ts';
import type { Platform } from './platform/platform.ts';
import { createInactivity } from './session/inactivity.ts';
import type { Recheck } from './session/recheck.ts';
import { createResumeWatch } from './session/resume-watch.ts';
import type { Schedule } from './shared/schedule.ts';

export interface SessionWatchPorts {
  readonly platform: Pick<Platform, 'idleMs' | 'onSessionChange'>;
  readonly recheck: Pick<Recheck, 'after'>;
  readonly inactivityLimitSeconds: () => number;
  readonly isLocked: () => boolean;
  /** The sensor does not see what happens. */
  readonly isBlind: () => boolean;
  /** Whether rules of the session may lock: not in a mode that never acts. */
  readonly mayLock: () => boolean;
  readonly now: () => number;
  readonly monotonicMs: () => number;
  readonly schedule: Schedule;
  readonly audit: (event: AuditEvent) => void;
  readonly onInactive: () => void;
  /** A rule has a code asked for. */
  readonly onAsk: (reason: PromptReason) => void;
  /** Another user's session is in front, or no longer. */
  readonly onAway: () => void;
}

export interface SessionWatch {
  start(): Promise<void>;
  stop(): void;
  /** There was input. */
  input(): void;
  /** The session began anew: inactivity counts from now. */
  began(): void;
  /** What to ask for now that the workstation was unlocked: by that rule, or by what happened while it was locked. */
  unlocked(): PromptReason | null;
  isAway(): boolean;
}

export const createSessionWatch = (ports: SessionWatchPorts): SessionWatch => {
  const { platform, recheck, isLocked, now, monotonicMs, schedule, audit, onAsk } = ports;
  let since = monotonicMs();
  let lastInputAt: number | null = null;
  let away = false;
  /** What is to be asked for as soon as the workstation is unlocked. */
  let waiting: PromptReason | null = null;
  let unsubscribe = (): void => undefined;

  const askAfter = (happened: 'resume' | 'user-switch'): void => {
    const reason = recheck.after(happened);
    if (reason === null) return;
    if (isLocked()) waiting = reason;
    else onAsk(reason);
  };

  const resumed = (sleptSeconds: number | null): void => {
    audit({ kind: 'system-resumed', body: { sleptSeconds } });
    askAfter('resume');
  };

  const resume = createResumeWatch({ now, monotonicMs, schedule, onResumed: resumed });
  const inactivity = createInactivity({
    platformIdleMs: () => platform.idleMs(),
    lastInputAt: () => lastInputAt,
    since: () => since,
    limitSeconds: ports.inactivityLimitSeconds,
    isBlind: ports.isBlind,
    isOpen: () => !isLocked() && !away && ports.mayLock(),
    monotonicMs,
    schedule,
    onInactive: (idleSeconds) => {
      audit({ kind: 'inactive', body: { idleSeconds } });
      ports.onInactive();
    },
  });

  return {
    start: async () => {
      unsubscribe = await platform.onSessionChange((change) => {
        if (change === 'resumed') {
          resume.noted();
          resumed(null);
          return;
        }
        away = change === 'away';
        audit({ kind: 'user-switched', body: { away } });
        ports.onAway();
        if (!away) askAfter('user-switch');
      });
      resume.start();
      inactivity.start();
    },
    stop: () => {
      unsubscribe();
      resume.stop();
      inactivity.stop();
    },
    input: () => {
      lastInputAt = monotonicMs();
    },
    began: () => {
      since = monotonicMs();
    },
    unlocked: () => {
      const reason = waiting ?? recheck.after('unlock');
      waiting = null;
      return reason;
    },
    isAway: () => away,
  };
};
