import { describe, expect, it } from 'vitest';
import { createRandom } from '../random.ts';
import { createText } from './english.ts';
import { KEY, LETTER_COUNT } from './keys.ts';

const KEYS = 200_000;
const keys = (seed: number, length: number): number[] => Array.from({ length }, createText(createRandom(seed)));
const letter = (name: string): number => name.charCodeAt(0) - 'a'.charCodeAt(0);

describe('text', () => {
  const text = keys(1, KEYS);
  const letters = text.filter((key) => key < LETTER_COUNT);
  const shareOf = (name: string): number => letters.filter((key) => key === letter(name)).length / letters.length;
  const pairs = text
    .slice(1)
    .map((key, i) => [text[i], key] as const)
    .filter((pair) => pair.every((key) => key !== undefined && key < LETTER_COUNT));
  const pairShare = (name: string): number =>
    pairs.filter(([from, to]) => from === letter(name) && to === letter(name.slice(1))).length / pairs.length;

  it('has letters about as often as English', () => {
    expect(shareOf('e')).toBeGreaterThan(0.1);
    expect(shareOf('e')).toBeLessThan(0.145);
    expect(shareOf('t')).toBeGreaterThan(0.07);
    expect(shareOf('t')).toBeLessThan(0.11);
    expect(shareOf('z')).toBeLessThan(0.003);
  });

  it('has its commonest digraphs about as often as English', () => {
    expect(pairShare('th')).toBeGreaterThan(0.028);
    expect(pairShare('th')).toBeLessThan(0.042);
    expect(pairShare('he')).toBeGreaterThan(0.024);
    expect(pairShare('he')).toBeLessThan(0.04);
    expect(pairShare('qz')).toBe(0);
  });

  it('has words of English length', () => {
    const ends = text.filter((key) => key === KEY.space || key === KEY.enter).length;
    expect(letters.length / ends).toBeGreaterThan(4);
    expect(letters.length / ends).toBeLessThan(5.6);
  });

  it('begins every sentence with shift and a letter', () => {
    text.slice(0, -3).forEach((key, i) => {
      if (key !== KEY.period) return;
      expect([KEY.space, KEY.enter]).toContain(text[i + 1]);
      expect(text[i + 2]).toBe(KEY.shift);
      expect(text[i + 3]).toBeLessThan(LETTER_COUNT);
    });
  });

  it('is the same for the same seed and another for another', () => {
    expect(keys(5, 500)).toEqual(keys(5, 500));
    expect(keys(5, 500)).not.toEqual(keys(6, 500));
  });
});
