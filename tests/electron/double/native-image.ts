/** Pictures: the files are really read, and one that is no PNG is empty, as in Electron. */
import { existsSync, readFileSync } from 'node:fs';

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const WIDTH_AT = 16;
const HEIGHT_AT = 20;
const HEADER_BYTES = 24;

export class NativeImage {
  /** Of the double: where it was read, or empty. */
  readonly path: string;
  readonly #png: Buffer | null;
  #isTemplate: boolean;

  constructor(path: string, bytes: Buffer | null) {
    this.path = path;
    const isPng =
      bytes !== null && bytes.length >= HEADER_BYTES && bytes.subarray(0, SIGNATURE.length).equals(SIGNATURE);
    this.#png = isPng ? bytes : null;
    this.#isTemplate = path.endsWith('Template.png');
  }
  isEmpty(): boolean {
    return this.#png === null;
  }
  getSize(): { readonly width: number; readonly height: number } {
    if (this.#png === null) return { width: 0, height: 0 };
    return { width: this.#png.readUInt32BE(WIDTH_AT), height: this.#png.readUInt32BE(HEIGHT_AT) };
  }
  /** Twice as many pixels are found beside the file, by its name. */
  getScaleFactors(): readonly number[] {
    return existsSync(this.path.replace(/\.png$/, '@2x.png')) ? [1, 2] : [1];
  }
  toPNG(): Buffer {
    return this.#png ?? Buffer.alloc(0);
  }
  setTemplateImage(isTemplate: boolean): void {
    this.#isTemplate = isTemplate;
  }
  isTemplateImage(): boolean {
    return this.#isTemplate;
  }
}

const read = (path: string): Buffer | null => {
  try {
    return readFileSync(path);
  } catch {
    return null; // Electron gives an empty picture
  }
};

export const nativeImage = {
  createEmpty: (): NativeImage => new NativeImage('', null),
  createFromPath: (path: string): NativeImage => new NativeImage(path, read(path)),
  createFromBuffer: (bytes: Buffer): NativeImage => new NativeImage('', bytes),
};
