/** Cuts a stream of bytes into lines without making strings. */

/** Longer lines are no recording. */
export const MAX_LINE_BYTES = 256;
const NEWLINE = 0x0a;

export interface LineSplitter {
  readonly push: (chunk: Uint8Array) => void;
  /** After the last chunk: the last line may lack its newline. */
  readonly end: () => void;
}

/**
 * Calls `line` with the bytes of each line, `bytes[from…to)`, without its newline. `tooLong` is called instead for a
 * line of more than {@link MAX_LINE_BYTES}, and must throw.
 */
export const createLineSplitter = (
  line: (bytes: Uint8Array, from: number, to: number) => void,
  tooLong: () => never,
): LineSplitter => {
  const rest = new Uint8Array(MAX_LINE_BYTES);
  let restLength = 0;
  const keep = (chunk: Uint8Array, from: number, to: number): void => {
    if (restLength + to - from > MAX_LINE_BYTES) tooLong();
    rest.set(chunk.subarray(from, to), restLength);
    restLength += to - from;
  };
  return {
    push: (chunk) => {
      let from = 0;
      for (let at = 0; at < chunk.length; at++) {
        if (chunk[at] !== NEWLINE) continue;
        if (restLength > 0) {
          keep(chunk, from, at);
          line(rest, 0, restLength);
          restLength = 0;
        } else {
          if (at - from > MAX_LINE_BYTES) tooLong();
          line(chunk, from, at);
        }
        from = at + 1;
      }
      if (from < chunk.length) keep(chunk, from, chunk.length);
    },
    end: () => {
      if (restLength > 0) line(rest, 0, restLength);
    },
  };
};
