import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeKey, encodeKey } from './key-text.ts';

describe('a key as text', () => {
  it('comes back as it was', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), (key) => {
        expect(decodeKey(encodeKey(key))).toEqual(key);
      }),
    );
  });

  it('is refused when a character is missing, added or no base64', () => {
    const text = encodeKey(new Uint8Array(32).fill(7));
    for (const wrong of ['', text.slice(1), `${text}A`, `*${text}`, text.replace('=', ''), text.slice(0, 42) + '*=']) {
      expect(decodeKey(wrong)).toBeNull();
    }
  });
});
