/**
 * Feature vectors as BLOBs: float32 in the byte order of the machine, which is little-endian on every platform that
 * Samehand runs on.
 */
export const encodeVector = (vector: Float32Array): Uint8Array =>
  new Uint8Array(vector.buffer, vector.byteOffset, vector.byteLength);

/** Copies, because a BLOB may begin at an address that a Float32Array cannot. */
export const decodeVector = (blob: Uint8Array): Float32Array => new Float32Array(Uint8Array.from(blob).buffer);
