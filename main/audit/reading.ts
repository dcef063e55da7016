/** The audit log to read from: what the auditor's pages, the export and the day's events are made of. */
import type { AuditFilter, AuditPage, AuditVerification } from '../../contract/audit-reading.ts';
import type { AuditKind, AuditRecord } from '../../contract/audit.ts';

/** Most records that one question for what follows is answered with. */
export const MOST_AFTER = 2_000;

export interface AuditSlice {
  /** How many records the filter lets through in all. */
  readonly total: number;
  readonly records: readonly AuditRecord[];
}

export interface AuditExtent {
  readonly records: number;
  readonly oldestAt: string | null;
  readonly newestAt: string | null;
}

/** Every method rejects with CodedError `storage-unavailable` when the log cannot be read. */
export interface AuditReading {
  /**
   * Newest first, filter applied. A search under way for an earlier filter of the same `asker` ends, and its question
   * is rejected as `interrupted`; without an asker all are answered.
   */
  query(filter: AuditFilter, offset: number, limit: number, asker?: string): Promise<AuditPage>;
  verify(onProgress: (done: number, total: number) => void): Promise<AuditVerification>;
  /** Oldest first, at most `limit` (≤ {@link MOST_AFTER}) records after `afterSeq`. */
  after(filter: AuditFilter, afterSeq: number, limit: number): Promise<AuditSlice>;
  /** Records of these kinds between two times (ISO 8601, both included), oldest first, at most `limit`. */
  between(kinds: readonly AuditKind[], from: string, to: string, limit: number): Promise<readonly AuditRecord[]>;
  /** How many there are, and the times of the first and the last. */
  extent(): Promise<AuditExtent>;
  close(): Promise<void>;
}
