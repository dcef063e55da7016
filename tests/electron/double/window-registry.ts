/** The windows that are open, for whoever must not know how one is made. */
import { onReset } from './resets.ts';

export interface OpenWindow {
  readonly id: number;
  close(): void;
  destroy(): void;
  isDestroyed(): boolean;
  once(event: 'closed', listener: () => void): unknown;
}

const windows = new Set<OpenWindow>();
let onLast: () => void = () => undefined;
/** What Chromium is still closing. */
const closings = new Set<Promise<unknown>>();

export const addWindow = (window: OpenWindow): void => void windows.add(window);
export const dropWindow = (window: OpenWindow): void => {
  windows.delete(window);
  if (windows.size === 0) onLast();
};
export const openWindows = (): readonly OpenWindow[] => [...windows];
export const whenLastIsGone = (listener: () => void): void => {
  onLast = listener;
};

export const keepClosing = (closing: Promise<unknown>): void => {
  closings.add(closing);
  closing.finally(() => closings.delete(closing)).catch(() => undefined); // whoever waits for it is told
};
export const allClosed = async (): Promise<void> => {
  await Promise.all(closings);
};

onReset(() => {
  for (const window of openWindows()) window.destroy();
});
