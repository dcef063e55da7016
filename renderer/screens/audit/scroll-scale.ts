/**
 * A list may be higher than a browser lets an element be (some 33 million pixels of the screen): beyond a limit the
 * scroll bar stands for a longer way, and the wheel moves along that way as ever.
 */

/** Far below the limit, also on a screen with four dots a pixel. */
const HIGHEST = 8_000_000;

export interface ScrollScale {
  /** Height of the element that is scrolled. */
  readonly height: number;
  /** Furthest place in the list. */
  readonly furthest: number;
  /** Pixels of the list for one of the scroll bar; 1: it need not be scaled. */
  readonly factor: number;
}

export const scrollScale = (rows: number, rowHeight: number, viewHeight: number): ScrollScale => {
  const whole = rows * rowHeight;
  const height = Math.min(whole, HIGHEST);
  const furthest = Math.max(0, whole - viewHeight);
  const furthestScrolled = Math.max(1, height - viewHeight);
  return { height, furthest, factor: whole <= HIGHEST ? 1 : furthest / furthestScrolled };
};

export interface RowRange {
  readonly first: number;
  /** Not included. */
  readonly end: number;
}

const SPARE = 6;

/** Rows to draw at a place in the list, with some spare on both sides. */
export const rowsAt = (place: number, rows: number, rowHeight: number, viewHeight: number): RowRange => ({
  first: Math.max(0, Math.floor(place / rowHeight) - SPARE),
  end: Math.min(rows, Math.ceil((place + viewHeight) / rowHeight) + SPARE),
});

/** Where to scroll so that a row is in sight: not at all if it is. */
export const placeShowing = (row: number, place: number, rowHeight: number, viewHeight: number): number => {
  const top = row * rowHeight;
  if (top < place) return top;
  const bottom = top + rowHeight;
  return bottom > place + viewHeight ? bottom - viewHeight : place;
};
