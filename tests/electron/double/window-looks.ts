/** What the window system would know of a window: size, place, order. Here it is only remembered. */
import { EventEmitter } from 'node:events';

export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface LooksOptions extends Partial<Rectangle> {
  readonly title?: string;
  readonly alwaysOnTop?: boolean;
}

const DEFAULT_BOUNDS: Rectangle = { x: 0, y: 0, width: 800, height: 600 };

const boundsOf = (options: LooksOptions): Rectangle => ({
  x: options.x ?? DEFAULT_BOUNDS.x,
  y: options.y ?? DEFAULT_BOUNDS.y,
  width: options.width ?? DEFAULT_BOUNDS.width,
  height: options.height ?? DEFAULT_BOUNDS.height,
});

export class WindowLooks extends EventEmitter {
  #bounds: Rectangle;
  #title: string;
  #isMinimized = false;
  #isFullScreen = false;
  #isOnAllWorkspaces = false;
  #hasMenu = true;
  #alwaysOnTop: { readonly isOn: boolean; readonly level: string };

  constructor(options: LooksOptions) {
    super();
    this.#bounds = boundsOf(options);
    this.#title = options.title ?? '';
    this.#alwaysOnTop = { isOn: options.alwaysOnTop === true, level: 'normal' };
  }
  setBounds(bounds: Partial<Rectangle>): void {
    this.#bounds = { ...this.#bounds, ...bounds };
    this.emit('-resized');
  }
  getBounds(): Rectangle {
    return { ...this.#bounds };
  }
  getNormalBounds(): Rectangle {
    return this.getBounds();
  }
  minimize(): void {
    this.#isMinimized = true;
    this.emit('minimize');
  }
  restore(): void {
    this.#isMinimized = false;
    this.emit('restore');
  }
  isMinimized(): boolean {
    return this.#isMinimized;
  }
  setFullScreen(isOn: boolean): void {
    this.#isFullScreen = isOn;
  }
  isFullScreen(): boolean {
    return this.#isFullScreen;
  }
  setAlwaysOnTop(isOn: boolean, level = 'floating'): void {
    this.#alwaysOnTop = { isOn, level };
  }
  isAlwaysOnTop(): boolean {
    return this.#alwaysOnTop.isOn;
  }
  /** Of the double. */
  alwaysOnTopLevel(): string {
    return this.#alwaysOnTop.level;
  }
  setVisibleOnAllWorkspaces(isOn: boolean): void {
    this.#isOnAllWorkspaces = isOn;
  }
  isVisibleOnAllWorkspaces(): boolean {
    return this.#isOnAllWorkspaces;
  }
  setMenu(menu: object | null): void {
    this.#hasMenu = menu !== null;
  }
  removeMenu(): void {
    this.#hasMenu = false;
  }
  /** Of the double. */
  hasMenu(): boolean {
    return this.#hasMenu;
  }
  setTitle(title: string): void {
    this.#title = title;
  }
  getTitle(): string {
    return this.#title;
  }
}
