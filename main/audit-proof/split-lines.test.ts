import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { UNREADABLE_LINE, linesOf } from './split-lines.ts';

const read = async (chunks: Iterable<Uint8Array>): Promise<string[]> => {
  const lines: string[] = [];
  for await (const line of linesOf(chunks)) lines.push(line);
  return lines;
};

describe('lines', () => {
  it('are the same however the bytes come', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.string({ unit: 'binary' }).map((text) => text.replaceAll('\n', ''))),
        fc.integer({ min: 1, max: 7 }),
        async (lines, length) => {
          const bytes = Buffer.from(lines.map((line) => `${line}\n`).join(''));
          const chunks = Array.from({ length: Math.ceil(bytes.length / length) }, (_, index) =>
            bytes.subarray(index * length, (index + 1) * length),
          );
          expect(await read(chunks)).toEqual(lines);
        },
      ),
    );
  });

  it('keep a carriage return and a byte order mark, and the last may have no end', async () => {
    expect(await read([Buffer.from('\ufeffa\r\nb')])).toEqual(['\ufeffa\r', 'b']);
    expect(await read([])).toEqual([]);
  });

  it('that are no text are like none that was written', async () => {
    expect(await read([Buffer.from([0x61, 0xff, 0x0a, 0x62, 0x0a])])).toEqual([UNREADABLE_LINE, 'b']);
  });
});
