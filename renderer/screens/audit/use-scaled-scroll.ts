/** A scrolled view over very many rows of one height. */
import { useCallback, useEffect, useLayoutEffect, useRef, useState, type RefObject, type UIEvent } from 'react';
import { rowsAt, scrollScale, type RowRange } from './scroll-scale.ts';

export interface ScaledScroll {
  /** Of the element that scrolls. */
  readonly view: RefObject<HTMLDivElement | null>;
  /** Of what is in it. */
  readonly height: number;
  /** How far down the list the upper edge is, in pixels of the list. */
  readonly place: number;
  readonly range: RowRange;
  readonly goTo: (place: number) => void;
  readonly onScroll: (event: UIEvent<HTMLDivElement>) => void;
}

/** The same as the browser's own for a wheel that counts in lines. */
const LINE_PIXELS = 40;

const pixelsOf = ({ deltaY, deltaMode }: WheelEvent, viewHeight: number): number => {
  if (deltaMode === WheelEvent.DOM_DELTA_LINE) return deltaY * LINE_PIXELS;
  return deltaMode === WheelEvent.DOM_DELTA_PAGE ? deltaY * viewHeight : deltaY;
};

/** @param viewHeight of the rows in sight. */
export const useScaledScroll = (rows: number, rowHeight: number, viewHeight: number): ScaledScroll => {
  const view = useRef<HTMLDivElement>(null);
  const [place, setPlace] = useState(0);
  /** Where the view was put by this program: the event that follows tells nothing new. */
  const put = useRef<number | null>(null);
  const { height, furthest, factor } = scrollScale(rows, rowHeight, viewHeight);
  const held = Math.min(place, furthest);

  const goTo = useCallback(
    (wanted: number) => {
      const next = Math.min(Math.max(0, wanted), furthest);
      setPlace(next);
      if (view.current === null) return;
      view.current.scrollTop = next / factor;
      put.current = view.current.scrollTop;
    },
    [furthest, factor],
  );
  const latest = useRef({ held, goTo });
  useLayoutEffect(() => {
    latest.current = { held, goTo };
  });

  useEffect(() => {
    const element = view.current;
    if (element === null || factor === 1) return;
    const turn = (event: WheelEvent): void => {
      if (event.ctrlKey || event.deltaY === 0) return;
      event.preventDefault();
      latest.current.goTo(latest.current.held + pixelsOf(event, viewHeight));
    };
    element.addEventListener('wheel', turn, { passive: false });
    return () => {
      element.removeEventListener('wheel', turn);
    };
  }, [factor, viewHeight]);

  const onScroll = useCallback(
    ({ currentTarget: { scrollTop } }: UIEvent<HTMLDivElement>) => {
      if (put.current !== null && Math.abs(scrollTop - put.current) < 1) return;
      put.current = null;
      setPlace(Math.min(scrollTop * factor, furthest));
    },
    [factor, furthest],
  );
  return { view, height, place: held, range: rowsAt(held, rows, rowHeight, viewHeight), goTo, onScroll };
};
