/** The lines of a stream of UTF-8 text, as they come. */

/** More than any push; what goes on for longer is no stream of ours. */
const MOST_CHARACTERS = 8 * 1024 * 1024;

/** Gives the stream up when nobody takes more lines. Throws when a line has no end. */
export async function* readLines(stream: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  const reader = stream.pipeThrough(new TextDecoderStream() as ReadableWritablePair<string, Uint8Array>).getReader();
  let rest = '';
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      const lines = (rest + value).split('\n');
      rest = lines.pop() ?? '';
      if (rest.length > MOST_CHARACTERS) throw new RangeError('a line has no end');
      yield* lines;
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}
