/** What a command prints: sentences for people, or one JSON value for programs; and the exit code for either. */
import { CodedError, EXIT_CODES } from '../../../contract/result.ts';

export interface Output {
  /** A line for people; left out with `--json`. */
  say(line: string): void;
  /** The answer itself: with `--json` exactly this value, else the lines. */
  answer(value: unknown, lines: readonly string[]): void;
}

type Write = (text: string) => void;

export const createOutput = (json: boolean, write: Write): Output => ({
  say: (line) => {
    if (!json) write(`${line}\n`);
  },
  answer: (value, lines) => {
    write(json ? `${JSON.stringify(value, null, 2)}\n` : lines.map((line) => `${line}\n`).join(''));
  },
});

/** Prints an error as people or programs read it and returns the exit code. */
export const reportError = (cause: unknown, json: boolean, write: Write): number => {
  const known = cause instanceof CodedError;
  const code = known ? cause.code : 'internal';
  const message = cause instanceof Error ? cause.message : String(cause);
  write(json ? `${JSON.stringify({ ok: false, code, message })}\n` : `samehand: ${message}\n`);
  if (!known && cause instanceof Error && cause.stack !== undefined && !json) write(`${cause.stack}\n`);
  return EXIT_CODES[code];
};
