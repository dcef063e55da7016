/** Puts the focus back to where somebody was before a dialog came. */
import { useCallback, useEffect, useRef } from 'react';

const DIALOG = '[role=dialog]';

/** The function that does so: once what had the focus can take it again, and unless something else has it by then. */
export const useFocusReturn = (): (() => void) => {
  // A button is switched off while its call runs and loses the focus by that, so what had it is followed all along.
  const last = useRef<HTMLElement | null>(null);
  useEffect(() => {
    const note = ({ target }: FocusEvent): void => {
      if (target instanceof HTMLElement && target.closest(DIALOG) === null) last.current = target;
    };
    document.addEventListener('focusin', note);
    return () => {
      document.removeEventListener('focusin', note);
    };
  }, []);
  return useCallback(() => {
    const before = last.current;
    requestAnimationFrame(() =>
      requestAnimationFrame(() => {
        if (document.activeElement === document.body) before?.focus();
      }),
    );
  }, []);
};
