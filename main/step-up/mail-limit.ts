/** How often codes are mailed, so that nobody's mailbox is flooded from a workstation that somebody else sits at. */

const PAUSE_MS = 30_000;
const HOUR_MS = 3_600_000;
const MOST_AN_HOUR = 5;

export interface MailLimit {
  /** Milliseconds until the next mail may be sent; 0: now. */
  wait(): number;
  tried(): void;
  sent(): void;
}

export const createMailLimit = (monotonicMs: () => number): MailLimit => {
  let triedAt = -Infinity;
  /** Of those that were sent within the last hour. */
  let sentAt: readonly number[] = [];
  return {
    wait: () => {
      const now = monotonicMs();
      sentAt = sentAt.filter((at) => now - at < HOUR_MS);
      const oldest = sentAt[0];
      const hourly = oldest !== undefined && sentAt.length >= MOST_AN_HOUR ? oldest + HOUR_MS - now : 0;
      return Math.max(0, triedAt + PAUSE_MS - now, hourly);
    },
    tried: () => {
      triedAt = monotonicMs();
    },
    sent: () => {
      sentAt = [...sentAt, monotonicMs()];
    },
  };
};
