/** Writing and reading of little-endian binary, for models that are kept as bytes. */

const FIRST_CAPACITY_BYTES = 1024;
const MORE = 0x80;
const LOW_SEVEN_BITS = 0x7f;

/** Appends numbers to a buffer that grows. */
export interface ByteWriter {
  u8(value: number): void;
  u16(value: number): void;
  u32(value: number): void;
  f32(value: number): void;
  /** Unsigned integer below 2³¹ in groups of seven bits (LEB128): one byte below 128. */
  varint(value: number): void;
  /** A signed integer as {@link ByteWriter.varint}, zigzag: small magnitudes stay short. */
  zigzag(value: number): void;
  bytes(value: Uint8Array): void;
  /** A copy of all that was written. */
  finish(): Uint8Array;
}

export const createWriter = (): ByteWriter => {
  let buffer = new Uint8Array(FIRST_CAPACITY_BYTES);
  let view = new DataView(buffer.buffer);
  let length = 0;

  const grow = (count: number): number => {
    const start = length;
    length += count;
    if (length > buffer.length) {
      const larger = new Uint8Array(Math.max(length, buffer.length * 2));
      larger.set(buffer);
      buffer = larger;
      view = new DataView(buffer.buffer);
    }
    return start;
  };
  const u8 = (value: number): void => {
    const at = grow(1);
    view.setUint8(at, value);
  };
  const varint = (value: number): void => {
    let rest = value;
    while (rest >= MORE) {
      u8((rest & LOW_SEVEN_BITS) | MORE);
      rest >>>= 7;
    }
    u8(rest);
  };
  return {
    u8,
    varint,
    u16: (value) => {
      const at = grow(2);
      view.setUint16(at, value, true);
    },
    u32: (value) => {
      const at = grow(4);
      view.setUint32(at, value, true);
    },
    f32: (value) => {
      const at = grow(4);
      view.setFloat32(at, value, true);
    },
    zigzag: (value) => {
      varint(((value << 1) ^ (value >> 31)) >>> 0);
    },
    bytes: (value) => {
      const at = grow(value.length);
      buffer.set(value, at);
    },
    finish: () => buffer.slice(0, length),
  };
};

/** Takes numbers off the front of a buffer. Every method throws RangeError past the end. */
export interface ByteReader {
  u8(): number;
  u16(): number;
  u32(): number;
  f32(): number;
  varint(): number;
  zigzag(): number;
  /** Bytes not yet read. */
  readonly left: number;
}

export const createReader = (bytes: Uint8Array): ByteReader => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = 0;

  const advance = (count: number): number => {
    at += count;
    return at - count;
  };
  const varint = (): number => {
    let value = 0;
    for (let shift = 0; shift <= 28; shift += 7) {
      const byte = view.getUint8(advance(1));
      value |= (byte & LOW_SEVEN_BITS) << shift;
      if (byte < MORE) return value >>> 0;
    }
    throw new RangeError('a number is longer than 32 bits');
  };
  return {
    varint,
    u8: () => view.getUint8(advance(1)),
    u16: () => view.getUint16(advance(2), true),
    u32: () => view.getUint32(advance(4), true),
    f32: () => view.getFloat32(advance(4), true),
    zigzag: () => {
      const value = varint();
      return (value >>> 1) ^ -(value & 1);
    },
    get left() {
      return bytes.length - at;
    },
  };
};
