/** Finds a record by its number, where numbers may be missing. */

/**
 * The place, counted from the oldest, of the first record whose number is at least `seq`; the last place where all are
 * smaller. Asks for at most some twenty records of a million.
 *
 * @param seqAt the number of the record at a place; numbers grow with places.
 */
export const findPlace = async (
  seq: number,
  total: number,
  seqAt: (place: number) => Promise<number>,
): Promise<number> => {
  let low = 0;
  let high = Math.max(0, total - 1);
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if ((await seqAt(middle)) < seq) low = middle + 1;
    else high = middle;
  }
  return low;
};
