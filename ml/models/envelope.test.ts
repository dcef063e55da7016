import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { crc32 } from './crc32.ts';
import { open, seal, type ModelFormat } from './envelope.ts';

const FORMAT: ModelFormat = { magic: 'TEST', version: 3, title: 'test model' };
const sealed = seal(FORMAT, (writer) => {
  writer.u32(42);
});
const read = (bytes: Uint8Array) => open(FORMAT, bytes, (reader) => reader.u32());

/** The bytes with another byte in one place and, where asked, a checksum that fits. */
const altered = (at: number, value: number, signed = true): Uint8Array => {
  const bytes = sealed.slice();
  bytes[at] = value;
  const end = bytes.length - 4;
  if (signed) new DataView(bytes.buffer).setUint32(end, crc32(bytes.subarray(0, end)), true);
  return bytes;
};

describe('envelope', () => {
  it('gives back the body', () => {
    expect(read(sealed)).toEqual({ ok: true, value: 42 });
    expect([...sealed.subarray(0, 14)]).toEqual([84, 69, 83, 84, 3, 0, 4, 0, 0, 0, 42, 0, 0, 0]);
  });

  it.each([
    ['cut short', sealed.subarray(0, 9), 'it is cut short'],
    ['cut short by a byte', sealed.subarray(0, -1), 'its length is wrong'],
    ['lengthened', Uint8Array.of(...sealed, 0), 'its length is wrong'],
    ['another kind', altered(0, 85), 'it is something else'],
    ['a wrong byte', altered(10, 43, false), 'its checksum is wrong'],
    ['version 0', altered(4, 0), 'its version is unknown'],
  ])('tells damage: %s', (_, bytes, why) => {
    const message = `The stored test model is damaged (${why}): it has to be trained again.`;
    expect(read(bytes)).toEqual({ ok: false, code: 'model-damaged', message });
  });

  it('tells a newer version from damage', () => {
    expect(read(altered(4, 4))).toMatchObject({ ok: false, code: 'model-newer' });
  });

  it('refuses a body that is too long or too short, and lets faults of the program through', () => {
    expect(open(FORMAT, sealed, (reader) => reader.u16())).toMatchObject({ ok: false, code: 'model-damaged' });
    expect(open(FORMAT, sealed, (reader) => reader.u32() + reader.u8())).toMatchObject({ code: 'model-damaged' });
    const fault = (): never => {
      throw new TypeError('fault');
    };
    expect(() => open(FORMAT, sealed, fault)).toThrow(TypeError);
  });

  it('notices any single wrong byte', () => {
    fc.assert(
      fc.property(fc.nat(sealed.length - 1), fc.integer({ min: 1, max: 255 }), (at, flip) => {
        expect(read(altered(at, (sealed[at] ?? 0) ^ flip, false)).ok).toBe(false);
      }),
    );
  });
});
