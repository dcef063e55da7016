import { describe, expect, it } from 'vitest';
import { handOfKey, KEY, KEY_CODES, KEY_COUNT, KEY_FINGERS } from './keys.ts';

const letter = (name: string): number => name.charCodeAt(0) - 'a'.charCodeAt(0);

describe('simulated keys', () => {
  it('have one code and one finger each', () => {
    expect(KEY_CODES).toHaveLength(KEY_COUNT);
    expect(KEY_FINGERS).toHaveLength(KEY_COUNT);
    expect(new Set(KEY_CODES).size).toBe(KEY_COUNT);
  });

  it('have the codes that libuiohook gives them', () => {
    expect(Array.from('asdf', (name) => KEY_CODES[letter(name)])).toEqual([30, 31, 32, 33]);
    expect(Array.from('qwerty', (name) => KEY_CODES[letter(name)])).toEqual([16, 17, 18, 19, 20, 21]);
    expect(Array.from('zxcvbnm', (name) => KEY_CODES[letter(name)])).toEqual([44, 45, 46, 47, 48, 49, 50]);
    expect([KEY.space, KEY.backspace, KEY.shift].map((key) => KEY_CODES[key])).toEqual([57, 14, 42]);
  });

  it('lie under the hands of the touch-typing scheme', () => {
    expect(Array.from('qazwsxedcrfvtgb', (name) => handOfKey(letter(name)))).toEqual(
      Array.from({ length: 15 }, () => -1),
    );
    expect(Array.from('yhnujmikolp', (name) => handOfKey(letter(name)))).toEqual(Array.from({ length: 11 }, () => 1));
    expect(handOfKey(KEY.space)).toBe(0);
  });
});
