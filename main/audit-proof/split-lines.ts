/** Text that comes in pieces, as lines. */

const NEWLINE = 0x0a;
/** No line of an export or a proof is as long, by far: what is longer is cut. */
const MOST_BYTES = 16 * 1_024 * 1_024;

/** Stands for a line that is not UTF-8: no line that was written has a lone surrogate. */
export const UNREADABLE_LINE = '\ud800';

/** Byte order marks are not taken away: nothing that is exported has one. */
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

const decode = (bytes: Uint8Array): string => {
  try {
    return decoder.decode(bytes);
  } catch {
    return UNREADABLE_LINE;
  }
};

const joined = (a: Uint8Array, b: Uint8Array): Uint8Array => {
  if (a.length === 0) return b;
  const both = new Uint8Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
};

/**
 * Lines without their line feed; a carriage return in front of it stays. What follows the last line feed is a line if it
 * is not empty. Holds no more than the longest line.
 */
export const linesOf = async function* (
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): AsyncGenerator<string, void, void> {
  let rest: Uint8Array = new Uint8Array(0);
  for await (const chunk of chunks) {
    let from = 0;
    for (let at = chunk.indexOf(NEWLINE); at >= 0; at = chunk.indexOf(NEWLINE, from)) {
      yield decode(joined(rest, chunk.subarray(from, at)));
      rest = rest.subarray(0, 0);
      from = at + 1;
    }
    rest = joined(rest, chunk.slice(from));
    if (rest.length > MOST_BYTES) {
      yield UNREADABLE_LINE;
      rest = rest.subarray(0, 0);
    }
  }
  if (rest.length > 0) yield decode(rest);
};
