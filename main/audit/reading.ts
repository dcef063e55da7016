/** The audit log to read from: what the auditor's pages, the export and the day's events are made of. */
import type { Seal } from '../../contract/audit-proof.ts';
import type { AuditFilter, AuditPage, AuditVerification } from '../../contract/audit-reading.ts';
import type { AuditKind, AuditRecord } from '../../contract/audit.ts';
import type { AuditAnchor } from './anchor.ts';

/** Most records that one question for what follows is answered with. */
export const MOST_AFTER = 2_000;

export interface AuditSlice {
  /** How many records the filter lets through in all. */
  readonly total: number;
  readonly records: readonly AuditRecord[];
}

export interface ProvedRecord {
  readonly record: AuditRecord;
  /** Base64, as is the link. */
  readonly leaf: string;
  readonly link: string;
  /** The first that signs it; null: it is not signed yet. */
  readonly seal: Seal | null;
}

/** Where the next lines of a proof go on: in the stretch that ends with this seal, after this record. */
export interface ProofCursor {
  readonly chain: number;
  readonly number: number;
  readonly afterSeq: number;
}

export interface ProofRange {
  readonly first: number;
  readonly last: number;
}

export interface ProofPiece {
  readonly lines: readonly string[];
  /** Of the records that the filter let through, 32 bytes each, joined. */
  readonly leaves: Uint8Array;
  /** The last seal so far; null before the first. */
  readonly seal: Seal | null;
  readonly next: ProofCursor;
  /** There are no more seals now; there may be later. */
  readonly isEnd: boolean;
}

export interface AuditExtent {
  readonly records: number;
  /** 0 where there are none. */
  readonly firstSeq: number;
  readonly lastSeq: number;
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
  /** `anchor`: what the keychain knows of the log; null: nothing. */
  verify(onProgress: (done: number, total: number) => void, anchor: AuditAnchor | null): Promise<AuditVerification>;
  /** One record with what proves it; null where there is none. */
  record(seq: number): Promise<ProvedRecord | null>;
  /** The next lines of a proof, without head and end. `from`: null at first. */
  proof(filter: AuditFilter, range: ProofRange, from: ProofCursor | null): Promise<ProofPiece>;
  /**
   * Oldest first, at most `limit` (≤ {@link MOST_AFTER}) records after `afterSeq` and up to `upTo` (left out: all). The
   * total is that of all up to there.
   */
  after(filter: AuditFilter, afterSeq: number, limit: number, upTo?: number): Promise<AuditSlice>;
  /** Records of these kinds between two times (ISO 8601, both included), oldest first, at most `limit`. */
  between(kinds: readonly AuditKind[], from: string, to: string, limit: number): Promise<readonly AuditRecord[]>;
  /** How many there are, and the numbers and times of the first and the last. */
  extent(): Promise<AuditExtent>;
  close(): Promise<void>;
}
