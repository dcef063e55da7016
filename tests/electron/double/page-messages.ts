/** What a page says through its preload script, brought to those in main who listen. */
import type { EventEmitter } from 'node:events';
import { recordFault } from './faults.ts';
import type { WebFrameMain } from './frames.ts';
import type { FromPage, ToPage } from './in-page/messages.ts';
import { decode } from './in-page/wire.ts';
import { ipcEvent, ipcMain, replyTo } from './ipc-main.ts';
import type { PageVerdicts } from './page-verdicts.ts';
import { fromChromium } from './schemes.ts';

export interface PageMessagePorts {
  readonly contents: EventEmitter;
  readonly verdicts: PageVerdicts;
  readonly preload: string;
  /** To an address as Chromium knows it. */
  readonly navigate: (url: string) => void;
}

export const hearPage =
  ({ contents, verdicts, preload, navigate }: PageMessagePorts) =>
  (message: FromPage, frame: WebFrameMain | null, answer: (message: ToPage) => void): void => {
    switch (message.kind) {
      case 'invoke':
        replyTo(ipcEvent(contents, frame), message.id, message.channel, decode(message.args) as unknown[])
          .then(answer)
          .catch(recordFault);
        return;
      case 'send':
        ipcMain.emit(message.channel, ipcEvent(contents, frame), ...(decode(message.args) as unknown[]));
        return;
      case 'navigate':
        if (verdicts.mayNavigate(fromChromium(message.url), frame?.parent === null)) navigate(message.url);
        return;
      case 'preload-error':
        contents.emit('preload-error', {}, preload, new Error(message.message));
        recordFault(new Error(`The preload script failed: ${message.message}`));
        return;
    }
  };
