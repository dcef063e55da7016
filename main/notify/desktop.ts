/** Tells the employee on the desktop, at once or not at all: a notice of yesterday helps nobody. */
import type { ChannelState, Notification } from '../../contract/notification.ts';
import type { NoticeOutcome, Platform } from '../platform/platform.ts';
import type { Schedule } from '../shared/schedule.ts';
import { NOTIFICATION_TITLES } from './describe-event.ts';

/** Several of a kind within this time are one. */
export const ONE_NOTICE_MS = 10_000;

export interface Desktop {
  tell(kind: Notification['kind'], text: string): void;
  /** Shows a notice however many there were. */
  show(kind: Notification['kind'], text: string): Promise<NoticeOutcome>;
  state(enabled: boolean): ChannelState;
  close(): void;
}

export const createDesktop = (ports: {
  readonly notify: Platform['notify'];
  readonly now: () => number;
  readonly schedule: Schedule;
}): Desktop => {
  const { notify, now, schedule } = ports;
  const recent = new Map<Notification['kind'], () => void>();
  let problem: string | null = null;
  let lastDeliveredAt: string | null = null;

  const notifySafely: Platform['notify'] = async (notice) => {
    try {
      return await notify(notice);
    } catch (thrown) {
      return { ok: false, method: 'none', message: thrown instanceof Error ? thrown.message : String(thrown) };
    }
  };
  const show: Desktop['show'] = async (kind, text) => {
    const outcome = await notifySafely({ title: NOTIFICATION_TITLES[kind], body: text, urgency: 'normal' });
    problem = outcome.ok ? null : outcome.message;
    if (outcome.ok) lastDeliveredAt = new Date(now()).toISOString();
    return outcome;
  };

  return {
    tell: (kind, text) => {
      if (recent.has(kind)) return;
      const forget = schedule(() => {
        recent.delete(kind);
      }, ONE_NOTICE_MS);
      recent.set(kind, forget);
      void show(kind, text);
    },
    show,
    state: (enabled) => ({
      channel: 'desktop',
      enabled,
      waiting: 0,
      dropped: 0,
      problem,
      nextAttemptAt: null,
      lastDeliveredAt,
    }),
    close: () => {
      for (const forget of recent.values()) forget();
      recent.clear();
    },
  };
};
