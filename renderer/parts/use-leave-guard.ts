/** Asks before a page is left on which something is not saved: by a link, by going back, or by closing the window. */
import { useEffect, useRef } from 'react';

const keepOpen = (event: BeforeUnloadEvent): void => {
  event.preventDefault();
};

/** Where a click on a link to another page leads; null for any other click. */
const linkOf = ({ target }: MouseEvent): string | null => {
  const link = target instanceof Element ? target.closest<HTMLAnchorElement>('a[href^="#/"]') : null;
  return link === null || link.href === location.href ? null : link.href;
};

/** @param ask resolves to whether the page may be left. */
export const useLeaveGuard = (isDirty: boolean, ask: () => Promise<boolean>): void => {
  const latest = useRef(ask);
  useEffect(() => {
    latest.current = ask;
  });
  useEffect(() => {
    if (!isDirty) return;
    const held = location.href;
    let isFree = false;
    const askFor = (url: string): void => {
      void latest.current().then((mayLeave) => {
        if (!mayLeave) return;
        isFree = true;
        location.assign(url);
      });
    };
    const holdLink = (event: MouseEvent): void => {
      const url = linkOf(event);
      if (isFree || url === null) return;
      event.preventDefault();
      event.stopPropagation();
      askFor(url);
    };
    /**
     * Before the router hears of it the address is put back, and followed once the person agrees. Going back tells of
     * itself twice, the router's own calls once.
     */
    const hold = (event: Event): void => {
      if (isFree) return;
      const url = location.href;
      if (url !== held) {
        history.pushState(null, '', held);
        askFor(url);
      }
      event.stopImmediatePropagation();
    };
    addEventListener('beforeunload', keepOpen);
    addEventListener('click', holdLink, { capture: true });
    addEventListener('popstate', hold, { capture: true });
    addEventListener('hashchange', hold, { capture: true });
    return () => {
      removeEventListener('beforeunload', keepOpen);
      removeEventListener('click', holdLink, { capture: true });
      removeEventListener('popstate', hold, { capture: true });
      removeEventListener('hashchange', hold, { capture: true });
    };
  }, [isDirty]);
};
