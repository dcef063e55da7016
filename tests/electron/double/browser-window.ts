/** `electron.BrowserWindow`: its page is in Chromium. A destroyed one throws, as Electron's does. */
import { app } from './app.ts';
import { emitPreventable } from './emitted-event.ts';
import { recordFault } from './faults.ts';
import { onReset } from './resets.ts';
import { WebContents, type WebPreferences } from './web-contents.ts';
import { WindowLooks, type LooksOptions } from './window-looks.ts';
import { addWindow, dropWindow, keepClosing } from './window-registry.ts';

export interface WindowOptions extends LooksOptions {
  readonly show?: boolean;
  readonly webPreferences?: WebPreferences;
  readonly [other: string]: unknown;
}

/** What may still be asked of a window that is gone. */
const AFTER_DEATH: ReadonlySet<PropertyKey> = new Set(
  ['id', 'isDestroyed', 'destroy', 'options', 'contents', 'constructor', 'then', 'emit'].concat([
    'on',
    'once',
    'off',
    'addListener',
    'removeListener',
    'removeAllListeners',
    'listenerCount',
  ]),
);

/** In the order in which they were made. */
const open = new Set<BrowserWindow>();
let made = 0;
let focused: BrowserWindow | null = null;

export class BrowserWindow extends WindowLooks {
  readonly id: number;
  /** Of the double: what it was made with. */
  readonly options: WindowOptions;
  /** Of the double: readable after its end. */
  readonly contents: WebContents;
  /** The guarded one, which alone is handed out. */
  readonly #self: BrowserWindow;
  #isVisible = false;
  #isDestroyed = false;
  #isClosing = false;

  static getAllWindows(): readonly BrowserWindow[] {
    return [...open];
  }
  static fromWebContents(contents: WebContents): BrowserWindow | null {
    return [...open].find((window) => window.contents === contents) ?? null;
  }
  static fromId(id: number): BrowserWindow | null {
    return [...open].find((window) => window.id === id) ?? null;
  }
  static getFocusedWindow(): BrowserWindow | null {
    return focused;
  }

  constructor(options: WindowOptions = {}) {
    app.mustBeReady('BrowserWindow');
    super(options);
    made += 1;
    this.id = made;
    this.options = options;
    this.contents = new WebContents(options.webPreferences ?? {}, this.getBounds());
    this.contents.once('-painted', () => {
      if (!this.#isDestroyed) this.emit('ready-to-show', {});
    });
    this.on('-resized', () => {
      this.contents.setSize(this.getBounds());
    });
    this.#self = new Proxy<BrowserWindow>(this, {
      get: (target, name) => {
        if (target.#isDestroyed && !AFTER_DEATH.has(name)) throw new TypeError('Object has been destroyed');
        const value: unknown = Reflect.get(target, name, target);
        return typeof value === 'function' ? (value.bind(target) as unknown) : value;
      },
    });
    open.add(this.#self);
    addWindow(this.#self);
    if (options.show !== false) this.show();
    app.emit('browser-window-created', {}, this.#self);
    return this.#self;
  }

  get webContents(): WebContents {
    return this.contents;
  }
  loadURL(url: string): Promise<void> {
    return this.contents.loadURL(url);
  }
  isDestroyed(): boolean {
    return this.#isDestroyed;
  }

  show(): void {
    this.showInactive();
    this.focus();
  }
  showInactive(): void {
    if (this.#isVisible) return;
    this.#isVisible = true;
    this.emit('show');
  }
  hide(): void {
    if (!this.#isVisible) return;
    this.#isVisible = false;
    this.blur();
    this.emit('hide');
  }
  isVisible(): boolean {
    return this.#isVisible;
  }
  focus(): void {
    if (focused === this.#self) return;
    focused?.blur();
    focused = this.#self;
    this.emit('focus');
  }
  blur(): void {
    if (focused !== this.#self) return;
    focused = null;
    this.emit('blur');
  }
  isFocused(): boolean {
    return focused === this.#self;
  }

  /** Asks the listeners, then the page. */
  close(): void {
    if (this.#isDestroyed || this.#isClosing) return;
    if (emitPreventable(this, 'close')) {
      app.stay();
      return;
    }
    this.#isClosing = true;
    keepClosing(this.#leave().catch(recordFault));
  }
  async #leave(): Promise<void> {
    const outcome = await this.contents.leave();
    this.#isClosing = false;
    if (outcome === 'gone') this.destroy();
    else app.stay();
  }
  /** Asks nobody. */
  destroy(): void {
    if (this.#isDestroyed) return;
    this.blur();
    keepClosing(this.contents.destroy().catch(recordFault));
    this.#isDestroyed = true;
    open.delete(this.#self);
    this.emit('closed', {});
    dropWindow(this.#self);
  }
}

onReset(() => {
  focused = null;
});
