import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { documentPieces, type DocumentList } from './document-pieces.ts';
import { numberedPages, onePage } from './pages.ts';

const listOf = (name: string, rows: readonly unknown[], isCounted = true): DocumentList => ({
  name,
  pages: onePage(() => Promise.resolve(rows)),
  isCounted,
});
const write = async (fields: Readonly<Record<string, unknown>>, lists: readonly DocumentList[], total: number) => {
  const pieces: { readonly text: string; readonly done: number }[] = [];
  for await (const piece of documentPieces(fields, lists, total)) pieces.push(piece);
  return pieces;
};

describe('a document in pieces', () => {
  it('is the JSON of its fields and lists, whatever is in them', async () => {
    const row = fc.oneof(fc.string(), fc.double({ noNaN: true, noDefaultInfinity: true }), fc.constant(null));
    await fc.assert(
      fc.asyncProperty(
        fc.dictionary(
          fc.string().filter((name) => name !== 'a' && name !== '__proto__'),
          row,
          { minKeys: 1 },
        ),
        fc.array(row),
        fc.array(row),
        async (fields, one, other) => {
          const pieces = await write(fields, [listOf('a', one), listOf('a ', other, false)], 1 + one.length);
          const expected = { ...fields, a: one, 'a ': other };
          expect(JSON.parse(pieces.map(({ text }) => text).join(''))).toEqual(JSON.parse(JSON.stringify(expected)));
          expect(pieces.at(-1)?.done).toBe(1 + one.length);
        },
      ),
      { numRuns: 100 },
    );
  });

  it('is cut where a piece is long enough, and counts what is counted', async () => {
    const long = 'x'.repeat(100_000);
    const pieces = await write({ name: 1 }, [listOf('few', [1, 2, 3], false), listOf('many', Array(10).fill(long))], 9);
    expect(pieces.map(({ done }) => done)).toEqual([4, 7, 9, 9]);
    expect(Math.max(...pieces.map(({ text }) => text.length))).toBeLessThan(400_000);
  });

  it('fetches a page when it is needed, and none once nobody wants more', async () => {
    const fetched: number[] = [];
    const pages = numberedPages(
      (from) => {
        fetched.push(from);
        return Promise.resolve({ rows: ['x'.repeat(300_000)], next: from + 1 });
      },
      (text) => text,
    );
    for await (const { done } of documentPieces({}, [{ name: 'all', pages, isCounted: true }], 100)) {
      if (done === 3) break;
    }
    expect(fetched).toEqual([0, 1]);
  });
});
