/**
 * The outcome of anything that can fail in a way a person may meet: a value, or a code with a sentence that says
 * what to do. Faults of the program itself stay exceptions.
 */
export type Result<T, C extends string = ErrorCode> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly code: C; readonly message: string };

/** Every error a person can meet, with the exit code that the command line gives it (sysexits.h where one fits). */
export const EXIT_CODES = {
  usage: 64,
  'recording-invalid': 65,
  'recording-missing': 66,
  'agent-not-running': 69,
  internal: 70,
  'storage-unavailable': 74,
  'storage-newer': 78,
  'agent-already-running': 75,
  'key-unavailable': 77,
  'policy-invalid': 78,
  'not-allowed': 77,
  'not-enough-data': 65,
  'user-unknown': 67,
  'not-found': 66,
  /** A grant is missing or spent: by code, or of a role. */
  'needs-code': 77,
  'needs-administrator': 77,
  'needs-auditor': 77,
  /** A code or passphrase was wrong; nothing is said of what about it. */
  'not-identified': 77,
  /** Too many were wrong: none is looked at for a while. */
  throttled: 75,
  'mail-failed': 69,
  /** An archive is damaged, of another passphrase, or of a newer version. */
  'backup-invalid': 65,
  'sensor-unavailable': 71,
  interrupted: 130,
} as const;

export type ErrorCode = keyof typeof EXIT_CODES;

export const ok = <T>(value: T): { readonly ok: true; readonly value: T } => ({ ok: true, value });

export const err = <C extends string>(
  code: C,
  message: string,
): { readonly ok: false; readonly code: C; readonly message: string } => ({ ok: false, code, message });

/** Carries a coded error through code that cannot return a `Result` (streams, worker messages, command actions). */
export class CodedError extends Error {
  readonly code: ErrorCode;
  constructor(code: ErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'CodedError';
    this.code = code;
  }
}

/** The value of a result, or its error thrown as a {@link CodedError}. */
export const unwrap = <T>(result: Result<T>): T => {
  if (result.ok) return result.value;
  throw new CodedError(result.code, result.message);
};

/** Closes a `switch` over a union: the compiler refuses a forgotten case. */
export const assertNever = (value: never): never => {
  throw new Error(`unexpected value: ${JSON.stringify(value)}`);
};
