/** Whether a message comes from one of our windows, from its page itself, at our own address. Anything unclear is refused. */
import { err, ok, type Result } from '../../../contract/result.ts';
import type { WindowName } from '../../../contract/windows.ts';
import { isOwnUrl } from './page-url.ts';

export interface SendingFrame {
  readonly url: string;
  readonly parent: object | null;
}

/** The part of an invoke event that tells who sent it. */
export interface SendingEvent {
  readonly sender: { readonly id: number; readonly mainFrame: object };
  /** Null when the frame is gone or has gone elsewhere since. */
  readonly senderFrame: SendingFrame | null;
}

const refused = (why: string): Result<never, 'not-allowed'> => err('not-allowed', why);

/** @param nameOf the window that a web contents belongs to, null for one that is not ours. */
export const trustedSender = (
  { sender, senderFrame }: SendingEvent,
  nameOf: (webContentsId: number) => WindowName | null,
): Result<WindowName, 'not-allowed'> => {
  const name = nameOf(sender.id);
  if (name === null) return refused('it is not a window of this program');
  if (senderFrame === null) return refused('its frame is gone');
  if (senderFrame.parent !== null || senderFrame !== sender.mainFrame) return refused('it is a frame within a page');
  if (typeof senderFrame.url !== 'string' || !isOwnUrl(senderFrame.url)) return refused('it is at a foreign address');
  return ok(name);
};
