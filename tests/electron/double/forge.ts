/** Messages that no page of ours would send: what a page that was taken over could. */
import { emitPreventable } from './emitted-event.ts';
import { makeFrame, type WebFrameMain } from './frames.ts';
import { cloned, ipcEvent, ipcMain } from './ipc-main.ts';
import { decode } from './in-page/wire.ts';
import { WebContents } from './web-contents.ts';

export interface Forgery {
  readonly channel: string;
  readonly args: readonly unknown[];
  /** Of which web contents; null: of one that is no window's. */
  readonly contents: WebContents | null;
  /**
   * `main`: the page itself. `none`: the frame is gone. `child`: a frame within the page, at the address of the page
   * or at the one given. An `url` with `main`: the page itself, at another address.
   */
  readonly frame?: 'main' | 'none' | 'child';
  readonly url?: string;
}

const frameFor = (contents: WebContents, { frame = 'main', url }: Forgery): WebFrameMain | null => {
  if (frame === 'none') return null;
  if (frame === 'child') return makeFrame(contents.mainFrame, url ?? contents.getURL()).frame;
  return contents.mainFrame;
};

/** What the handler answers, as a page would get it; rejects with what the handler throws. */
export const forgeMessage = async (forgery: Forgery): Promise<unknown> => {
  const { channel, args, url, frame = 'main' } = forgery;
  const contents = forgery.contents ?? new WebContents({}, { width: 1, height: 1 });
  const restore = url !== undefined && frame === 'main' ? contents.pretendToBeAt(url) : null;
  try {
    const event = ipcEvent(contents, frameFor(contents, forgery));
    const sent = decode(cloned(args)) as unknown[];
    return decode(cloned(await ipcMain.answer(event, channel, sent)));
  } finally {
    restore?.();
    if (forgery.contents === null) await contents.destroy();
  }
};

/** A `<webview>` as Electron announces it; Chromium knows no such element. True: it was refused. */
export const forgeWebview = (contents: WebContents, url: string): boolean =>
  emitPreventable(
    contents,
    'will-attach-webview',
    {},
    { preload: '/tmp/foreign.js', nodeIntegration: true },
    { src: url },
  );
