/** A file that a page hands out, as the session is told of it. */
import { EventEmitter } from 'node:events';
import type { Download } from 'playwright-core';
import { emitPreventable } from './emitted-event.ts';
import { fromChromium } from './schemes.ts';
import { onReset } from './resets.ts';

class DownloadItem extends EventEmitter {
  readonly #download: Download;
  #path = '';
  #isCancelled = false;

  constructor(download: Download) {
    super();
    this.#download = download;
  }
  getURL(): string {
    return fromChromium(this.#download.url());
  }
  getFilename(): string {
    return this.#download.suggestedFilename();
  }
  setSavePath(path: string): void {
    this.#path = path;
  }
  getSavePath(): string {
    return this.#path;
  }
  setSaveDialogOptions(): void {
    // The double's dialog has no looks.
  }
  cancel(): void {
    this.#isCancelled = true;
  }
  /** Of the double. */
  isCancelled(): boolean {
    return this.#isCancelled;
  }
}

/** A web contents: its session is asked. */
export interface DownloadsOwner extends EventEmitter {
  readonly session: EventEmitter;
}

export interface DownloadRecord {
  readonly url: string;
  readonly fileName: string;
  readonly outcome: 'refused' | 'cancelled' | 'completed';
  readonly path: string;
}

const records: DownloadRecord[] = [];
/** What the person answers to the system's dialog; null: they cancel. */
let answers: (string | null)[] = [];

export const downloadRecords = (): readonly DownloadRecord[] => [...records];
export const answerSaveDialog = (path: string | null): void => void answers.push(path);
onReset(() => {
  records.length = 0;
  answers = [];
});

/** Ends when the file is written. A file without a path is asked for, and cancelled where the test has no answer. */
export const takeDownload = async (download: Download, contents: DownloadsOwner): Promise<void> => {
  const item = new DownloadItem(download);
  const end = (outcome: DownloadRecord['outcome']): void => {
    records.push({ url: item.getURL(), fileName: item.getFilename(), outcome, path: item.getSavePath() });
    if (outcome !== 'refused') item.emit('done', {}, outcome);
  };
  const isRefused = emitPreventable(contents.session, 'will-download', {}, item, contents);
  if (!isRefused && item.getSavePath() === '') item.setSavePath(answers.shift() ?? '');
  if (isRefused || item.isCancelled() || item.getSavePath() === '') {
    await download.cancel();
    end(isRefused ? 'refused' : 'cancelled');
    return;
  }
  await download.saveAs(item.getSavePath());
  end('completed');
};
