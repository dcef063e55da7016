/** What went wrong, as it is shown: the code, for a sentence in the reader's language, and the agent's own sentence. */
import { CodedError, type ErrorCode, type Result } from '../../contract/result.ts';

export interface Problem {
  readonly code: ErrorCode;
  /** English. */
  readonly message: string;
}

export const problemOf = (cause: unknown): Problem =>
  cause instanceof CodedError
    ? { code: cause.code, message: cause.message }
    : { code: 'internal', message: cause instanceof Error ? cause.message : String(cause) };

export const problemIn = (result: Result<unknown>): Problem | null =>
  result.ok ? null : { code: result.code, message: result.message };
