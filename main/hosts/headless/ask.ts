/** Asks for something that must not be seen: a passphrase, a code. In a terminal without echo, else one line of the input. */
import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import { CodedError } from '../../../contract/result.ts';
import type { Context } from './context.ts';

const nowhere = (): Writable =>
  new Writable({
    write: (_chunk, _encoding, done) => {
      done();
    },
  });

/** Lines that were read but not asked for yet: several questions may be answered by one piped input. */
let pending: AsyncIterator<string> | null = null;

const nextPipedLine = async (): Promise<string> => {
  pending ??= createInterface({ input: process.stdin })[Symbol.asyncIterator]();
  const next: IteratorResult<string, unknown> = await pending.next();
  if (next.done === true) throw new CodedError('usage', 'Nothing was given. Type it in a terminal, or pipe it in.');
  return next.value;
};

const typedLine = async (ask: () => void): Promise<string> => {
  const lines = createInterface({ input: process.stdin, output: nowhere(), terminal: true });
  // The terminal echoes no more: only now may somebody begin to type.
  ask();
  try {
    return await new Promise<string>((resolve, reject) => {
      lines.once('line', resolve);
      lines.once('SIGINT', () => {
        reject(new CodedError('interrupted', 'Nothing was changed.'));
      });
      lines.once('close', () => {
        reject(new CodedError('interrupted', 'Nothing was changed.'));
      });
    });
  } finally {
    lines.close();
  }
};

/**
 * @returns the line without its end.
 * @throws CodedError `interrupted` when it was broken off, `usage` when a piped input has no more lines.
 */
export const askSecret = async ({ stderr }: Context, question: string): Promise<string> => {
  if (!process.stdin.isTTY) return await nextPipedLine();
  const line = await typedLine(() => {
    stderr(`${question}: `);
  });
  stderr('\n');
  return line;
};
