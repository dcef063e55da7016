/** `electron.webContents`: a real page of Chromium, reached by the calls and events of Electron. */
import { EventEmitter } from 'node:events';
import type { Page } from 'playwright-core';
import { app } from './app.ts';
import { createContentsPage } from './contents-page.ts';
import { recordFault } from './faults.ts';
import { createFrames, type WebFrameMain } from './frames.ts';
import { cloned } from './ipc-main.ts';
import type { Size } from './page-look.ts';
import { createVerdicts, type OpenHandler } from './page-verdicts.ts';
import { originOf } from './schemes.ts';
import { session as sessions, type PermissionDetails, type Session } from './session.ts';

export interface WebPreferences {
  readonly preload?: string;
  readonly session?: Session;
  readonly partition?: string;
  readonly zoomFactor?: number;
  readonly nodeIntegrationInSubFrames?: boolean;
  readonly [other: string]: unknown;
}

const all = new Map<number, WebContents>();
let made = 0;

export class WebContents extends EventEmitter {
  readonly id: number;
  readonly session: Session;
  readonly #frames = createFrames();
  readonly #verdicts = createVerdicts(this, this.#frames.main);
  readonly #page: ReturnType<typeof createContentsPage>;
  #isDestroyed = false;

  static getAllWebContents(): readonly WebContents[] {
    return [...all.values()];
  }
  static fromId(id: number): WebContents | undefined {
    return all.get(id);
  }

  constructor(preferences: WebPreferences, size: Size) {
    super();
    made += 1;
    this.id = made;
    this.session = preferences.session ?? sessions.fromPartition(preferences.partition ?? '');
    this.#page = createContentsPage({
      contents: this,
      frames: this.#frames,
      verdicts: this.#verdicts,
      preload: preferences.preload,
      inSubframes: preferences.nodeIntegrationInSubFrames ?? false,
      size,
      zoom: preferences.zoomFactor ?? 1,
    });
    all.set(this.id, this);
    app.emit('web-contents-created', {}, this);
  }

  get mainFrame(): WebFrameMain {
    return this.#frames.main;
  }
  getURL(): string {
    return this.#frames.main.url;
  }
  isDestroyed(): boolean {
    return this.#isDestroyed;
  }
  isCrashed(): boolean {
    return this.#page.isCrashed();
  }
  setWindowOpenHandler(handler: OpenHandler): void {
    this.#verdicts.setOpenHandler(handler);
  }
  /** To a page that is not there yet it is lost, as in Electron. */
  send(channel: string, ...args: readonly unknown[]): void {
    this.#page.deliver({ kind: 'message', channel, args: cloned(args) });
  }
  loadURL(url: string): Promise<void> {
    return this.#page.load(url);
  }
  reload(): void {
    this.loadURL(this.getURL()).catch(recordFault);
  }
  getZoomFactor(): number {
    return this.#page.look.zoom();
  }
  setZoomFactor(factor: number): void {
    if (!(factor > 0)) throw new Error("'zoomFactor' must be a double greater than 0.0");
    this.#page.look.zoomTo(factor);
  }
  forcefullyCrashRenderer(): void {
    this.#page.crash();
  }
  focus(): void {
    // Every page of the double believes that it has the focus.
  }

  /** Of the double: the page, after what was asked to be loaded is. */
  loaded(): Promise<Page> {
    return this.#page.loaded();
  }
  /** Of the double. */
  setSize(size: Size): void {
    this.#page.look.resize(size);
  }
  /** Of the double: the main frame tells another address until the function returned is called. */
  pretendToBeAt(url: string): () => void {
    const before = this.getURL();
    this.#frames.moveMain(url);
    return () => {
      this.#frames.moveMain(before);
    };
  }
  /** Of the double: asks the page; resolves when it is gone, or stays. */
  leave(): Promise<'gone' | 'stays'> {
    return this.#page.leave();
  }
  /** Of the double: at once. Resolves when Chromium has closed it. */
  async destroy(): Promise<void> {
    if (this.#isDestroyed) return;
    this.#isDestroyed = true;
    all.delete(this.id);
    this.emit('destroyed');
    await this.#page.destroy();
  }
}

/** What a page that asks for a permission tells of itself. */
export const permissionDetails = (contents: WebContents): PermissionDetails => ({
  requestingUrl: contents.getURL(),
  securityOrigin: originOf(contents.getURL()),
  isMainFrame: true,
});
