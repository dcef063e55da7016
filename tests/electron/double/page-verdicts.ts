/** What a page wants and main may refuse: to go elsewhere, to open a window. */
import type { EventEmitter } from 'node:events';
import { emitPreventable } from './emitted-event.ts';
import type { WebFrameMain } from './frames.ts';

interface OpenDetails {
  readonly url: string;
  readonly frameName: string;
  readonly features: string;
  readonly disposition: string;
}
export type OpenHandler = (details: OpenDetails) => { readonly action: 'allow' | 'deny' };

export interface PageVerdicts {
  readonly setOpenHandler: (handler: OpenHandler) => void;
  readonly mayNavigate: (url: string, isMainFrame: boolean) => boolean;
  readonly mayOpen: (url: string) => boolean;
}

export const createVerdicts = (contents: EventEmitter, mainFrame: WebFrameMain): PageVerdicts => {
  let openHandler: OpenHandler | null = null;
  return {
    setOpenHandler: (handler) => {
      openHandler = handler;
    },
    mayNavigate: (url, isMainFrame) => {
      const facts = { url, isMainFrame, isSameDocument: false, frame: isMainFrame ? mainFrame : null };
      const isFrameRefused = emitPreventable(contents, 'will-frame-navigate', facts);
      return !isFrameRefused && !(isMainFrame && emitPreventable(contents, 'will-navigate', facts, url));
    },
    mayOpen: (url) => {
      const details = { url, frameName: '', features: '', disposition: 'foreground-tab' };
      return openHandler === null || openHandler(details).action === 'allow';
    },
  };
};
