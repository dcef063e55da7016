/** What Chromium tells of a page, as the events of Electron. */
import type { Dialog, Page } from 'playwright-core';
import { app } from './app.ts';
import { takeDownload, type DownloadsOwner } from './downloads.ts';
import { emitPreventable } from './emitted-event.ts';
import { recordFault } from './faults.ts';
import type { PageVerdicts } from './page-verdicts.ts';

/** Of SIGILL, by which Chromium ends itself. */
const CRASH_CODE = 4;

export interface PageEventPorts {
  readonly contents: DownloadsOwner;
  readonly verdicts: PageVerdicts;
  readonly onCrash: () => void;
  /** The page was asked to go, objected, and was heard. */
  readonly onStays: () => void;
}

export const followPage = (page: Page, { contents, verdicts, onCrash, onStays }: PageEventPorts): void => {
  const settle = async (dialog: Dialog): Promise<void> => {
    const isLeaving = dialog.type() === 'beforeunload';
    // To prevent the prevention is to leave.
    if (isLeaving && emitPreventable(contents, 'will-prevent-unload')) {
      await dialog.accept();
      return;
    }
    await dialog.dismiss();
    if (isLeaving) onStays();
  };
  page.on('dialog', (dialog) => {
    settle(dialog).catch(recordFault);
  });
  page.on('crash', () => {
    onCrash();
    const details = { reason: 'crashed', exitCode: CRASH_CODE };
    contents.emit('render-process-gone', {}, details);
    app.emit('render-process-gone', {}, contents, details);
  });
  page.on('popup', (popup) => {
    // With a request it was asked about before; without one this is the first that is known of it.
    const isAsked = popup.url() !== '' && popup.url() !== 'about:blank';
    if (!isAsked && !verdicts.mayOpen('about:blank')) popup.close().catch(recordFault);
  });
  page.on('download', (download) => {
    takeDownload(download, contents).catch(recordFault);
  });
  page.on('pageerror', recordFault);
};
