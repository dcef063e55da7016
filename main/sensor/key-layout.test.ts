import { describe, expect, it } from 'vitest';
import { CATEGORY, categoryOf, fingerOf, handOf, SLOT_COUNT } from '../../contract/events.ts';
import { keyClassOf, PHYSICAL_KEYS, physicalKey } from './key-layout.ts';

const describeKey = (code: number): readonly number[] => {
  const keyClass = keyClassOf(code);
  return [categoryOf(keyClass), fingerOf(keyClass), handOf(keyClass)];
};

describe('key layout', () => {
  it('names each physical key once, and no more than there are slots', () => {
    expect(new Set(PHYSICAL_KEYS).size).toBe(PHYSICAL_KEYS.length);
    expect(PHYSICAL_KEYS.length).toBeLessThan(SLOT_COUNT);
    expect(PHYSICAL_KEYS.filter((code) => physicalKey(code) !== code)).toEqual([]);
  });

  it.each([
    ['A', 0x1e, CATEGORY.letter, 1, -1],
    ['G', 0x22, CATEGORY.letter, 4, -1],
    ['H', 0x23, CATEGORY.letter, 6, 1],
    ['P', 0x19, CATEGORY.letter, 9, 1],
    ['7', 0x08, CATEGORY.digit, 6, 1],
    ['comma', 0x33, CATEGORY.punctuation, 7, 1],
    ['space', 0x39, CATEGORY.space, 5, 0],
    ['Enter', 0x1c, CATEGORY.enter, 9, 1],
    ['Backspace', 0x0e, CATEGORY.correction, 9, 1],
    ['left Shift', 0x2a, CATEGORY.modifier, 1, -1],
    ['right Shift', 0x36, CATEGORY.modifier, 9, 1],
    ['keypad 1', 0x4f, CATEGORY.digit, 6, 1],
    ['keypad End', 0xee4f, CATEGORY.navigation, 6, 1],
    ['keypad Delete', 0xee53, CATEGORY.correction, 8, 1],
    ['Page Up', 0x0e49, CATEGORY.navigation, 8, 1],
    ['F24', 0x6b, CATEGORY.function, 0, 0],
    ['unmapped', 0, CATEGORY.unknown, 0, 0],
    ['no such key', 0xeeff, CATEGORY.unknown, 0, 0],
  ])('classes %s', (_name, code, category, finger, hand) => {
    expect(describeKey(code)).toEqual([category, finger, hand]);
  });

  it('knows every key that the hook names', async (ctx) => {
    // Loading the hook's own table needs its native library; its type declarations hold the same codes.
    const { readFile } = await import('node:fs/promises');
    const url = import.meta.resolve('uiohook-napi');
    const types = await readFile(new URL(url.replace(/\.js$/u, '.d.ts')), 'utf8');
    const codes = [...types.matchAll(/readonly \w+: (\d+);/gu)].map(([, code]) => Number(code));
    if (codes.length === 0) ctx.skip('no key codes in the declarations of uiohook-napi');
    expect(codes.filter((code) => keyClassOf(code) === 0)).toEqual([]);
  });
});
