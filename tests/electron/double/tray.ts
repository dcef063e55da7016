/** The tray: one icon, as the test can see it. */
import { EventEmitter } from 'node:events';
import type { Menu } from './menu.ts';
import { NativeImage, nativeImage } from './native-image.ts';
import { onReset } from './resets.ts';

const trays = new Set<Tray>();

const imageOf = (image: NativeImage | string): NativeImage => {
  const read = image instanceof NativeImage ? image : nativeImage.createFromPath(image);
  if (typeof image === 'string' && read.isEmpty()) throw new Error(`Failed to load image from path '${image}'`);
  return read;
};

export class Tray extends EventEmitter {
  #image: NativeImage;
  #toolTip = '';
  #title = '';
  #menu: Menu | null = null;
  #isDestroyed = false;

  constructor(image: NativeImage | string) {
    super();
    this.#image = imageOf(image);
    trays.add(this);
  }
  setImage(image: NativeImage | string): void {
    this.#alive().#image = imageOf(image);
  }
  setPressedImage(): void {
    // Of macOS alone.
  }
  setToolTip(toolTip: string): void {
    this.#alive().#toolTip = toolTip;
  }
  setTitle(title: string): void {
    this.#alive().#title = title;
  }
  getTitle(): string {
    return this.#title;
  }
  setContextMenu(menu: Menu | null): void {
    this.#alive().#menu = menu;
  }
  getBounds(): { readonly x: number; readonly y: number; readonly width: number; readonly height: number } {
    return { x: 0, y: 0, width: 22, height: 22 };
  }
  destroy(): void {
    this.#isDestroyed = true;
    trays.delete(this);
  }
  isDestroyed(): boolean {
    return this.#isDestroyed;
  }
  #alive(): this {
    if (this.#isDestroyed) throw new TypeError('Object has been destroyed');
    return this;
  }
  /** Of the double: as a person sees it. */
  seen(): { readonly image: NativeImage; readonly toolTip: string; readonly menu: Menu | null } {
    return { image: this.#image, toolTip: this.#toolTip, menu: this.#menu };
  }
}

export const openTrays = (): readonly Tray[] => [...trays];

onReset(() => {
  trays.clear();
});
