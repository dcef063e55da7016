import { describe, expect, it } from 'vitest';
import { UNKNOWN_SLOT } from '../../contract/events.ts';
import { PHYSICAL_KEYS } from './key-layout.ts';
import { createKeySlots } from './key-slots.ts';

const secret = (fill: number): Uint8Array => new Uint8Array(32).fill(fill);
const all = (fill: number): readonly number[] => PHYSICAL_KEYS.map(createKeySlots(secret(fill)));

describe('key slots', () => {
  it('gives every known key a slot of its own', () => {
    const slots = all(7);
    expect(new Set(slots).size).toBe(PHYSICAL_KEYS.length);
    expect(slots.every((slot) => Number.isInteger(slot) && slot >= 1 && slot <= 255)).toBe(true);
  });

  it('gives the same slots for the same secret, and others for another', () => {
    expect(all(7)).toEqual(all(7));
    const same = all(7).filter((slot, key) => slot === all(8)[key]);
    expect(same.length).toBeLessThan(8);
  });

  it('still gives the slots that stored profiles were made with', () => {
    const slotOf = createKeySlots(secret(1));
    expect([0x10, 0x1e, 0x39, 0x1c, 0x0e, 0x6b].map(slotOf)).toEqual([17, 193, 45, 241, 80, 234]);
  });

  it('spreads a key evenly over the slots', () => {
    // 3,825 secrets, 15 to a slot: a chi-squared over 255 slots beyond 370 has a chance under 10^-5.
    const seen = new Uint32Array(256);
    for (let index = 0; index < 255 * 15; index++) {
      const bytes = new Uint8Array(32);
      new DataView(bytes.buffer).setUint32(0, index);
      const slot = createKeySlots(bytes)(0x1e);
      seen[slot] = (seen[slot] ?? 0) + 1;
    }
    expect(seen[0]).toBe(0);
    const chiSquared = seen.subarray(1).reduce((sum, count) => sum + (count - 15) ** 2 / 15, 0);
    expect(chiSquared).toBeLessThan(370);
  });

  it('gives a keypad key one slot, whatever Num Lock says', () => {
    const slotOf = createKeySlots(secret(7));
    expect(slotOf(0xee4f)).toBe(slotOf(0x4f));
  });

  it('puts keys it does not know in slot 0', () => {
    const slotOf = createKeySlots(secret(7));
    expect([0, -1, 0xfffe, 1.5, NaN].map(slotOf)).toEqual(Array(5).fill(UNKNOWN_SLOT));
  });

  it('refuses a secret of another length', () => {
    expect(() => createKeySlots(new Uint8Array(16))).toThrow(RangeError);
  });
});
