import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createSeqList } from './seq-list.ts';

it('gives what an array would give', () => {
  fc.assert(
    fc.property(
      fc.array(fc.array(fc.integer({ min: 1, max: 9 }), { maxLength: 700 }), { maxLength: 5 }),
      fc.nat({ max: 3_600 }),
      fc.nat({ max: 300 }),
      fc.nat({ max: 20_000 }),
      (steps, offset, limit, seq) => {
        const list = createSeqList();
        const plain: number[] = [];
        let last = 0;
        for (const batch of steps) {
          const seqs = batch.map((step) => (last += step));
          list.push(seqs);
          plain.push(...seqs);
        }
        expect(list.length()).toBe(plain.length);
        expect(list.newest(offset, limit)).toEqual(plain.toReversed().slice(offset, offset + limit));
        expect(list.after(seq, limit)).toEqual(plain.filter((each) => each > seq).slice(0, limit));
      },
    ),
  );
});
