/** How a page is shown: the room that it has, and dark or light. */
import type { Page } from 'playwright-core';
import type { ContextLook } from './chromium.ts';
import { recordFault } from './faults.ts';
import { nativeTheme } from './native-theme.ts';

export interface Size {
  readonly width: number;
  readonly height: number;
}

export const createLook = (firstSize: Size, firstZoom: number, page: () => Page | null) => {
  let size = firstSize;
  let zoom = firstZoom;
  const look = (): ContextLook => ({
    // A page that is shown twice as large has half the room.
    width: Math.round(size.width / zoom),
    height: Math.round(size.height / zoom),
    colorScheme: nativeTheme.shouldUseDarkColors ? 'dark' : 'light',
  });
  const apply = async (): Promise<void> => {
    const shown = page();
    if (shown === null || shown.isClosed()) return;
    const { width, height, colorScheme } = look();
    try {
      await shown.setViewportSize({ width, height });
      await shown.emulateMedia({ colorScheme });
    } catch (cause) {
      // One that was closed meanwhile.
      if (!shown.isClosed()) recordFault(cause);
    }
  };
  const onTheme = (): void => void apply();
  nativeTheme.on('updated', onTheme);
  return {
    look,
    apply,
    zoom: () => zoom,
    resize: (next: Size): void => {
      size = next;
      void apply();
    },
    zoomTo: (next: number): void => {
      zoom = next;
      void apply();
    },
    end: (): void => void nativeTheme.removeListener('updated', onTheme),
  };
};
