/**
 * What every model kept as bytes is wrapped in, little-endian: four letters naming the kind, version (16 bit), length of
 * the body (32 bit), the body, CRC-32 of all before it. The wrapping never changes, so that a newer version and damage
 * can always be told apart.
 */
import { err, ok, type Result } from '../../contract/result.ts';
import { createReader, createWriter, type ByteReader, type ByteWriter } from './bytes.ts';
import { crc32 } from './crc32.ts';

/** `model-damaged`: train again. `model-newer`: stored by a later version, must not be overwritten. */
export type ModelError = 'model-damaged' | 'model-newer';

/** A kind of model, and the newest version of its body that this code can read. */
export interface ModelFormat {
  /** Exactly four ASCII letters. */
  readonly magic: string;
  readonly version: number;
  /** What a person calls the model, for messages. */
  readonly title: string;
}

const HEADER_BYTES = 10;
const CHECKSUM_BYTES = 4;

/** Wraps what `write` writes. */
export const seal = ({ magic, version }: ModelFormat, write: (writer: ByteWriter) => void): Uint8Array => {
  const inner = createWriter();
  write(inner);
  const body = inner.finish();
  const outer = createWriter();
  for (const letter of magic) outer.u8(letter.charCodeAt(0));
  outer.u16(version);
  outer.u32(body.length);
  outer.bytes(body);
  outer.u32(crc32(outer.finish()));
  return outer.finish();
};

const damaged = (title: string, how: string): Result<never, ModelError> =>
  err('model-damaged', `The stored ${title} is damaged (${how}): it has to be trained again.`);

/**
 * Checks the wrapping and reads the body.
 * @param read gets the body; it throws RangeError (as the reader does past the end) on a body that makes no sense.
 */
export const open = <T>(
  { magic, version, title }: ModelFormat,
  bytes: Uint8Array,
  read: (reader: ByteReader) => T,
): Result<T, ModelError> => {
  if (bytes.length < HEADER_BYTES + CHECKSUM_BYTES) return damaged(title, 'it is cut short');
  const found = String.fromCharCode(...bytes.subarray(0, magic.length));
  if (found !== magic) return damaged(title, 'it is something else');
  const header = createReader(bytes.subarray(magic.length, HEADER_BYTES));
  const foundVersion = header.u16();
  const end = HEADER_BYTES + header.u32();
  if (end + CHECKSUM_BYTES !== bytes.length) return damaged(title, 'its length is wrong');
  if (createReader(bytes.subarray(end)).u32() !== crc32(bytes.subarray(0, end))) {
    return damaged(title, 'its checksum is wrong');
  }
  if (foundVersion > version) {
    return err('model-newer', `The ${title} was stored by a newer version of Samehand: update, or train it again.`);
  }
  if (foundVersion !== version) return damaged(title, 'its version is unknown');
  try {
    const reader = createReader(bytes.subarray(HEADER_BYTES, end));
    const value = read(reader);
    return reader.left === 0 ? ok(value) : damaged(title, 'it has bytes too many');
  } catch (error) {
    if (error instanceof RangeError) return damaged(title, error.message);
    throw error;
  }
};
