/** Numbers of records, ascending, eight bytes each: a million of them are 8 MB. */

export interface SeqList {
  length(): number;
  /** Adds numbers that are all greater than those that are there, ascending. */
  push(seqs: readonly number[]): void;
  /** Descending, without the `offset` greatest. */
  newest(offset: number, limit: number): number[];
  /** Ascending, those greater than `seq`. */
  after(seq: number, limit: number): number[];
  /** How many are not greater than `seq`. */
  countTo(seq: number): number;
}

const FIRST_CAPACITY = 1_024;

export const createSeqList = (): SeqList => {
  let kept = new Float64Array(FIRST_CAPACITY);
  let length = 0;

  const countTo = (seq: number): number => {
    let low = 0;
    let high = length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((kept[middle] as number) <= seq) low = middle + 1;
      else high = middle;
    }
    return low;
  };

  return {
    length: () => length,
    push: (seqs) => {
      if (length + seqs.length > kept.length) {
        const larger = new Float64Array(Math.max(kept.length * 2, length + seqs.length));
        larger.set(kept.subarray(0, length));
        kept = larger;
      }
      kept.set(seqs, length);
      length += seqs.length;
    },
    newest: (offset, limit) => {
      const end = Math.max(0, length - offset);
      return [...kept.subarray(Math.max(0, end - limit), end)].reverse();
    },
    after: (seq, limit) => {
      const start = countTo(seq);
      return [...kept.subarray(start, Math.min(length, start + limit))];
    },
    countTo,
  };
};
