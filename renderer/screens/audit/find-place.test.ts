import fc from 'fast-check';
import { expect, it } from 'vitest';
import { findPlace } from './find-place.ts';

it('finds the record, or the next there is, whatever is missing', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(fc.integer({ min: 1, max: 300 }), { minLength: 1 }),
      fc.integer({ min: 1, max: 310 }),
      async (numbers, wanted) => {
        const seqs = numbers.toSorted((a, b) => a - b);
        const place = await findPlace(wanted, seqs.length, (at) => Promise.resolve(seqs[at] ?? 0));
        const expected = seqs.findIndex((seq) => seq >= wanted);
        expect(place).toBe(expected === -1 ? seqs.length - 1 : expected);
      },
    ),
  );
});

it('asks for some twenty of a million', async () => {
  let asked = 0;
  const seqAt = (at: number): Promise<number> => {
    asked += 1;
    return Promise.resolve(at + 1);
  };
  expect(await findPlace(654_321, 1_000_000, seqAt)).toBe(654_320);
  expect(asked).toBeLessThanOrEqual(20);
});
