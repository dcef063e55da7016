/** The frames of a page as main sees them, kept by what the debugger tells. */
import { fromChromium, originOf } from './schemes.ts';

export interface WebFrameMain {
  readonly routingId: number;
  readonly processId: number;
  readonly frameTreeNodeId: number;
  readonly url: string;
  readonly origin: string;
  readonly parent: WebFrameMain | null;
  readonly top: WebFrameMain;
  readonly isDestroyed: () => boolean;
}

interface Kept {
  readonly frame: WebFrameMain;
  readonly move: (url: string) => void;
  readonly destroy: () => void;
}

let made = 0;

/** A frame with a life of its own; the double makes one for each of Chromium's, tests for forged messages. */
export const makeFrame = (parent: WebFrameMain | null, firstUrl = ''): Kept => {
  made += 1;
  const number = made;
  let url = firstUrl;
  let isDestroyed = false;
  const frame: WebFrameMain = {
    routingId: number,
    processId: 1,
    frameTreeNodeId: number,
    get url() {
      return url;
    },
    get origin() {
      return originOf(url);
    },
    parent,
    get top() {
      return parent?.top ?? frame;
    },
    isDestroyed: () => isDestroyed,
  };
  return {
    frame,
    move: (next) => {
      url = next;
    },
    destroy: () => {
      isDestroyed = true;
    },
  };
};

export const createFrames = () => {
  const kept = new Map<string, Kept>();
  const main = makeFrame(null);
  return {
    main: main.frame,
    moveMain: main.move,
    /** `parentId` undefined: the main frame, which stays the same object whatever it shows. */
    attach: (id: string, parentId: string | undefined): void => {
      if (kept.has(id)) return;
      kept.set(id, parentId === undefined ? main : makeFrame(kept.get(parentId)?.frame ?? main.frame));
    },
    navigate: (id: string, url: string): void => kept.get(id)?.move(fromChromium(url)),
    detach: (id: string): void => {
      kept.get(id)?.destroy();
      kept.delete(id);
    },
    find: (id: string | undefined): WebFrameMain | null => kept.get(id ?? '')?.frame ?? null,
  };
};
export type Frames = ReturnType<typeof createFrames>;
