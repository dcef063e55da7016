import { describe, expect, it } from 'vitest';
import { readLines } from './read-lines.ts';

const stream = (pieces: readonly Uint8Array[], onCancel?: () => void): ReadableStream<Uint8Array> =>
  new ReadableStream({
    start: (controller) => {
      for (const piece of pieces) controller.enqueue(piece);
      if (onCancel === undefined) controller.close();
    },
    ...(onCancel === undefined ? {} : { cancel: onCancel }),
  });

const collect = async (pieces: readonly Uint8Array[]): Promise<string[]> => {
  const lines: string[] = [];
  for await (const line of readLines(stream(pieces))) lines.push(line);
  return lines;
};

describe('lines of a stream', () => {
  it('are the same however they are cut, in the middle of a character too', async () => {
    const bytes = new TextEncoder().encode('{"ä":1}\n{"€":"𝄞"}\n\nrest without an end');
    for (let cut = 0; cut <= bytes.length; cut += 1) {
      const lines = await collect([bytes.slice(0, cut), bytes.slice(cut)]);
      expect(lines).toEqual(['{"ä":1}', '{"€":"𝄞"}', '']);
    }
  });

  it('give the stream up when nobody takes more', async () => {
    let isCancelled = false;
    const source = stream([new TextEncoder().encode('one\ntwo\n')], () => {
      isCancelled = true;
    });
    for await (const line of readLines(source)) {
      expect(line).toBe('one');
      break;
    }
    expect(isCancelled).toBe(true);
  });

  it('are not awaited without end', async () => {
    const piece = new TextEncoder().encode('x'.repeat(1024 * 1024));
    await expect(collect(Array.from({ length: 9 }, () => piece))).rejects.toThrow('no end');
  });
});
