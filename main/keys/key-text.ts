/** The master key as text, as keychain and key file hold it. */
import { MASTER_KEY_BYTES } from './derive.ts';

export const encodeKey = (key: Uint8Array): string => Buffer.from(key).toString('base64');

/** The key, or null when the text is not one. */
export const decodeKey = (text: string): Uint8Array | null => {
  const key = new Uint8Array(Buffer.from(text, 'base64'));
  // Buffer skips what is not base64, so the way back tells whether anything was skipped.
  return key.length === MASTER_KEY_BYTES && encodeKey(key) === text ? key : null;
};
