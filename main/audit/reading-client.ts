/** The audit log read in worker threads: one for pages and searches, and one of its own for each verification. */
import type { AuditVerification } from '../../contract/audit-reading.ts';
import { systemSchedule, type Schedule } from '../shared/schedule.ts';
import { siblingEntry } from '../shared/sibling-entry.ts';
import { createAuditThread, type OnProgress } from './audit-thread.ts';
import type { AuditAnchor } from './anchor.ts';
import type { AuditReading } from './reading.ts';
import type { ReadingStart } from './reading-protocol.ts';

/** A thread takes some ten MB, and starts in a quarter of a second. */
const IDLE_MS = 60_000;

export interface AuditReadingOptions extends ReadingStart {
  readonly entry?: URL;
  readonly schedule?: Schedule;
}

/** Nothing is opened before the first question. The log is read while its writer goes on writing. */
export const startAuditReading = (options: AuditReadingOptions): AuditReading => {
  const { path, key, entry = siblingEntry(import.meta.url, 'audit-worker'), schedule = systemSchedule } = options;
  const pages = createAuditThread({ path, key, entry, schedule, idleMs: IDLE_MS });
  const verifying = createAuditThread({ path, key, entry, schedule, idleMs: 0 });

  /** One at a time: who asks meanwhile is told what the one under way finds. */
  let underWay: { readonly result: Promise<AuditVerification>; readonly listeners: OnProgress[] } | null = null;
  const beginVerification = (anchor: AuditAnchor | null): NonNullable<typeof underWay> => {
    const listeners: OnProgress[] = [];
    const result = verifying
      .ask('verify', { anchor }, (done, total) => {
        for (const listener of listeners) listener(done, total);
      })
      .finally(() => {
        underWay = null;
      });
    return { result, listeners };
  };

  return {
    query: (filter, offset, limit, asker) => pages.ask('query', { filter, offset, limit, asker: asker ?? null }),
    verify: (onProgress, anchor) => {
      underWay ??= beginVerification(anchor);
      underWay.listeners.push(onProgress);
      return underWay.result;
    },
    record: (seq) => pages.ask('record', { seq }),
    proof: (filter, range, from) => pages.ask('proof', { filter, range: range, from }),
    after: (filter, afterSeq, limit, upTo) => pages.ask('after', { filter, afterSeq, limit, upTo: upTo ?? null }),
    between: (kinds, from, to, limit) => pages.ask('between', { kinds, from, to, limit }),
    extent: () => pages.ask('extent', {}),
    close: async () => {
      await Promise.all([pages.close(), verifying.close()]);
    },
  };
};
