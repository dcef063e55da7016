/** What goes between the main thread and the worker that reads the audit log. */
import type { AuditFilter, AuditPage, AuditVerification } from '../../contract/audit-reading.ts';
import type { AuditRecord } from '../../contract/audit.ts';
import type { ErrorCode } from '../../contract/result.ts';
import type { AuditAnchor } from './anchor.ts';
import type { AuditExtent, AuditSlice, ProofCursor, ProofPiece, ProofRange, ProvedRecord } from './reading.ts';

/** The key is in this message alone and never written anywhere. */
export interface ReadingStart {
  readonly path: string;
  readonly key: Uint8Array;
}

interface Questions {
  readonly query: {
    readonly args: {
      readonly filter: AuditFilter;
      readonly offset: number;
      readonly limit: number;
      readonly asker: string | null;
    };
    readonly answer: AuditPage;
  };
  readonly after: {
    readonly args: {
      readonly filter: AuditFilter;
      readonly afterSeq: number;
      readonly limit: number;
      readonly upTo: number | null;
    };
    readonly answer: AuditSlice;
  };
  readonly between: {
    readonly args: {
      readonly kinds: readonly string[];
      readonly from: string;
      readonly to: string;
      readonly limit: number;
    };
    readonly answer: readonly AuditRecord[];
  };
  readonly extent: { readonly args: object; readonly answer: AuditExtent };
  readonly record: { readonly args: { readonly seq: number }; readonly answer: ProvedRecord | null };
  readonly proof: {
    readonly args: { readonly filter: AuditFilter; readonly range: ProofRange; readonly from: ProofCursor | null };
    readonly answer: ProofPiece;
  };
  readonly verify: { readonly args: { readonly anchor: AuditAnchor | null }; readonly answer: AuditVerification };
}
export type QuestionName = keyof Questions;
export type ArgsOf<N extends QuestionName> = Questions[N]['args'];
export type AnswerOf<N extends QuestionName> = Questions[N]['answer'];

/** A question and its number. */
export type Question = {
  readonly [N in QuestionName]: { readonly type: N; readonly id: number; readonly args: ArgsOf<N> };
}[QuestionName];

export type ToReading = Question | { readonly type: 'close' };

export type FromReading =
  | {
      readonly [N in QuestionName]: { readonly type: N; readonly id: number; readonly answer: AnswerOf<N> };
    }[QuestionName]
  | { readonly type: 'progress'; readonly id: number; readonly done: number; readonly total: number }
  | { readonly type: 'failed'; readonly id: number; readonly code: ErrorCode; readonly message: string };
