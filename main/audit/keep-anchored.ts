/** Keeps the anchor in the keychain up with the log. */
import type { AuditKey } from '../../contract/audit-proof.ts';
import type { Result } from '../../contract/result.ts';
import type { Schedule } from '../shared/schedule.ts';
import { anchorOf, type AuditAnchor } from './anchor.ts';

const EVERY_MS = 10 * 60_000;

export interface AnchorPorts {
  /** Of the log as it is now. */
  readonly key: () => AuditKey;
  readonly write: (anchor: AuditAnchor) => Promise<Result<null, 'key-unavailable'>>;
  readonly schedule: Schedule;
  /** The keychain did not take it: what it knows is older then. It is tried again. */
  readonly onFault: (message: string) => void;
}

export interface KeptAnchor {
  /** To be called after the last record and before the log is closed. */
  readonly stop: () => Promise<void>;
}

/** Writes it at once, every ten minutes in which the log grew, and when it is stopped. Never rejects. */
export const keepAnchored = async ({ key, write, schedule, onFault }: AnchorPorts): Promise<KeptAnchor> => {
  let written: AuditAnchor | null = null;
  let cancel = (): void => undefined;
  let underWay: Promise<void> = Promise.resolve();

  const bringUp = async (): Promise<void> => {
    try {
      const anchor = anchorOf(key());
      if (written?.link === anchor.link && written.root === anchor.root) return;
      const outcome = await write(anchor);
      if (outcome.ok) written = anchor;
      else onFault(outcome.message);
    } catch (cause) {
      onFault(cause instanceof Error ? cause.message : String(cause));
    }
  };
  /** One at a time, so that an older one never comes last. */
  const next = (): Promise<void> => {
    underWay = underWay.then(bringUp);
    return underWay;
  };
  const repeat = (): void => {
    cancel = schedule(() => {
      void next();
      repeat();
    }, EVERY_MS);
  };

  await next();
  repeat();
  return {
    stop: () => {
      cancel();
      return next();
    },
  };
};
