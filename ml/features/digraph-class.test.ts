import { describe, expect, it } from 'vitest';
import { DIGRAPH, digraphClass, isText } from './digraph-class.ts';
import { KEYS } from './fixtures.ts';

const classify = (from: keyof typeof KEYS, to: keyof typeof KEYS): number =>
  digraphClass(KEYS[from].slot, KEYS[from].keyClass, KEYS[to].slot, KEYS[to].keyClass);

describe('digraphClass', () => {
  it.each([
    ['f', 'j', DIGRAPH.text | DIGRAPH.alternate],
    ['f', 'd', DIGRAPH.text | DIGRAPH.sameHand | DIGRAPH.left],
    ['f', 'r', DIGRAPH.text | DIGRAPH.sameHand | DIGRAPH.left | DIGRAPH.sameFinger],
    ['f', 'f', DIGRAPH.text | DIGRAPH.repeated],
    ['j', 'space', DIGRAPH.text | DIGRAPH.intoSpace],
    ['space', 'j', DIGRAPH.text | DIGRAPH.fromSpace],
    ['space', 'space', DIGRAPH.text | DIGRAPH.repeated],
    ['shift', 'f', 0],
    ['f', 'backspace', 0],
    ['f', 'unknown', 0],
  ] as const)('%s → %s', (from, to, bits) => {
    expect(classify(from, to)).toBe(bits);
  });

  it('does not take two unknown keys for one', () => {
    expect(digraphClass(0, KEYS.f.keyClass, 0, KEYS.f.keyClass)).toBe(DIGRAPH.text);
  });

  it('counts letters and space as text, but no modifier, arrow or unknown key', () => {
    expect(Object.entries(KEYS).flatMap(([name, { keyClass }]) => (isText(keyClass) ? [name] : []))).toEqual([
      'f',
      'j',
      'd',
      'r',
      'space',
    ]);
  });
});
