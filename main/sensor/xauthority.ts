/** Finds the cookie that an X server asks for in the user's `.Xauthority` (Xau(3)). */
import type { X11Display } from './x11-display.ts';

export const COOKIE_PROTOCOL = 'MIT-MAGIC-COOKIE-1';

const FAMILY_LOCAL = 256;
const FAMILY_WILD = 65_535;

interface Entry {
  readonly family: number;
  readonly address: string;
  readonly number: string;
  readonly protocol: string;
  readonly data: Uint8Array;
}

/** The entries up to the first broken one. */
const entriesOf = (file: Uint8Array): readonly Entry[] => {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const entries: Entry[] = [];
  let at = 0;
  const short = (): number => {
    at += 2;
    return view.getUint16(at - 2);
  };
  const counted = (): Uint8Array => {
    const length = short();
    if (at + length > file.length) throw new RangeError('entry cut off');
    at += length;
    return file.subarray(at - length, at);
  };
  const text = (): string => new TextDecoder().decode(counted());
  try {
    while (at < file.length)
      entries.push({ family: short(), address: text(), number: text(), protocol: text(), data: counted() });
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
  }
  return entries;
};

/** The cookie for `display` on the machine named `hostname`, or null. */
export const findCookie = (file: Uint8Array, display: X11Display, hostname: string): Uint8Array | null => {
  const fits = ({ family, address }: Entry): boolean => {
    if (family === FAMILY_WILD) return true;
    return display.host === null ? family === FAMILY_LOCAL && address === hostname : family !== FAMILY_LOCAL;
  };
  const entry = entriesOf(file).find(
    (candidate) =>
      candidate.protocol === COOKIE_PROTOCOL &&
      (candidate.number === '' || candidate.number === String(display.number)) &&
      fits(candidate),
  );
  return entry?.data ?? null;
};
