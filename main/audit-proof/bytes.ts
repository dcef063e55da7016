/** Bytes compared, and as base64, wherever this runs: in Node and in a page. */

export const sameBytes = (a: Uint8Array, b: Uint8Array): boolean =>
  a.length === b.length && a.every((byte, index) => byte === b[index]);

export const bytesToBase64 = (bytes: Uint8Array): string => btoa(String.fromCharCode(...bytes));

/** Of base64 that a schema has let through. */
export const base64ToBytes = (text: string): Uint8Array => Uint8Array.from(atob(text), (each) => each.charCodeAt(0));

const PREFIX = 'ed25519:';

/** A public key as people keep it: `ed25519:` and base64. */
export const keyToText = (key: Uint8Array): string => PREFIX + bytesToBase64(key);

/** Keys that people kept, one or several with white space between; null where one of them is none. */
export const keysOfText = (text: string): readonly Uint8Array[] | null => {
  const words = text.split(/\s+/).filter((word) => word !== '');
  if (words.length === 0 || !words.every((word) => /^ed25519:[A-Za-z0-9+/]{43}=$/.test(word))) return null;
  return words.map((word) => base64ToBytes(word.slice(PREFIX.length)));
};
