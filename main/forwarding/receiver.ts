/** Where forwarded records go: one way of sending, and what came of it. */
import type { AuditFormat } from '../../contract/audit-reading.ts';
import type { AuditSource } from '../../contract/audit-proof.ts';
import type { AuditRecord } from '../../contract/audit.ts';
import type { Result } from '../../contract/result.ts';
import type { Schedule } from '../shared/schedule.ts';

export interface Failure {
  readonly ok: false;
  /** How many of the records, counted from the first, are known to have arrived all the same. */
  readonly arrived: number;
  /** For people: what failed and what to do. Nothing that the receiver said but a number or a code. */
  readonly message: string;
  /** Whether it may go well by itself; else it is tried at the longest interval. */
  readonly isPassing: boolean;
  /** Fewer at once may go through. */
  readonly isTooLarge: boolean;
  /** How long the receiver asks to be left alone, or null. */
  readonly retryAfterMs: number | null;
}

export type Outcome = { readonly ok: true } | Failure;

/** A record, and the hash chain's link at it where that is known. */
export interface Outgoing {
  readonly record: AuditRecord;
  /** 32 bytes, base64. */
  readonly link: string | null;
}

export interface Receiver {
  /** In order; resolves when all are known to have arrived, or not. Never rejects. Is broken off by the signal. */
  send(batch: readonly Outgoing[], signal: AbortSignal): Promise<Outcome>;
  /** Connects as `send` does, and sends no record. Never rejects. */
  test(signal: AbortSignal): Promise<{ readonly ok: boolean; readonly message: string }>;
}

export interface ReceiverPorts {
  readonly source: () => AuditSource;
  /** What the receiver is shown to prove who sends. */
  readonly secret: () => Promise<Result<string | null, 'key-unavailable'>>;
  /** A record as a format writes it. */
  readonly line: (format: AuditFormat, record: AuditRecord, source: AuditSource) => string;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly schedule: Schedule;
}

const FAILURE: Failure = {
  ok: false,
  arrived: 0,
  message: '',
  isPassing: true,
  isTooLarge: false,
  retryAfterMs: null,
};

/** A failure that may pass, of which nothing arrived, but for what is said otherwise. */
export const failure = (message: string, over: Partial<Omit<Failure, 'ok' | 'message'>> = {}): Failure => ({
  ...FAILURE,
  ...over,
  message,
});
