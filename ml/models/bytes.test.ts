import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createReader, createWriter } from './bytes.ts';

const write = (fill: (writer: ReturnType<typeof createWriter>) => void): Uint8Array => {
  const writer = createWriter();
  fill(writer);
  return writer.finish();
};

describe('bytes', () => {
  it('is little-endian, with variable length integers of seven bits a byte', () => {
    const bytes = write((writer) => {
      writer.u8(1);
      writer.u16(0x0203);
      writer.u32(0x04050607);
      writer.f32(1);
      writer.varint(127);
      writer.varint(300);
      writer.zigzag(-2);
      writer.bytes(Uint8Array.of(9, 9));
    });
    expect([...bytes]).toEqual([1, 3, 2, 7, 6, 5, 4, 0, 0, 0x80, 0x3f, 127, 0xac, 0x02, 3, 9, 9]);
  });

  it('reads back every number, past any growth of the buffer', () => {
    const int32 = fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 });
    fc.assert(
      fc.property(fc.array(fc.tuple(int32, fc.nat(), fc.float()), { maxLength: 300 }), (rows) => {
        const bytes = write((writer) => {
          for (const [signed, unsigned, float] of rows) {
            writer.zigzag(signed);
            writer.varint(unsigned);
            writer.u32(unsigned);
            writer.f32(float);
          }
        });
        const reader = createReader(bytes);
        for (const row of rows) {
          const [signed, unsigned, float] = row;
          expect(reader.zigzag()).toBe(signed);
          expect(reader.varint()).toBe(unsigned);
          expect(reader.u32()).toBe(unsigned);
          expect(reader.f32()).toBe(float);
        }
        expect(reader.left).toBe(0);
      }),
    );
  });

  it('throws past the end, and on an integer that does not end', () => {
    expect(() => createReader(Uint8Array.of(1)).u16()).toThrow(RangeError);
    expect(() => createReader(Uint8Array.of(0x80)).varint()).toThrow(RangeError);
    expect(() => createReader(new Uint8Array(9).fill(0xff)).varint()).toThrow(RangeError);
  });
});
