import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decode, encode } from './wire.ts';

/** All that the structured clone knows and a contract could carry. */
const values = fc.letrec((tie) => ({
  leaf: fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.double(),
    fc.integer(),
    fc.boolean(),
    fc.bigInt(),
    fc.constantFrom(null, undefined, -0, NaN, Infinity),
    fc.date({ noInvalidDate: true }),
    fc.uint8Array(),
    fc.float64Array(),
    fc.constant(/a+b/giu),
  ),
  value: fc.oneof(
    { maxDepth: 4 },
    tie('leaf'),
    fc.array(tie('value')),
    fc.dictionary(fc.oneof(fc.string(), fc.constantFrom('__proto__', 'constructor', 'toString')), tie('value')),
    fc.array(fc.tuple(fc.string(), tie('value'))).map((pairs) => new Map(pairs)),
    fc.array(fc.string()).map((items) => new Set(items)),
  ),
})).value;

describe('the text form of a structured clone', () => {
  it('brings back what the structured clone does', () => {
    fc.assert(
      fc.property(values, (value) => {
        const plain: unknown = structuredClone(value);
        // Vitest's own comparison takes a key named `constructor` for the class of an object.
        return isDeepStrictEqual(decode(encode(plain)), plain);
      }),
    );
  });

  it('keeps what is one object one object, and circles', () => {
    const shared = { name: 'shared' };
    const circle: Record<string, unknown> = { first: shared, second: shared };
    circle.self = circle;
    const back = decode(encode(circle)) as Record<string, unknown>;
    expect(back.first).toBe(back.second);
    expect(back.self).toBe(back);
  });

  it('keeps the name and the words of an error', () => {
    expect(decode(encode(new RangeError('too far')))).toMatchObject({ name: 'RangeError', message: 'too far' });
  });

  it.each([
    ['a function', () => 1],
    ['a symbol', Symbol('s')],
    ['a promise', Promise.resolve()],
    ['a weak map', new WeakMap()],
    ['a function deep inside', { a: [new Map([['b', () => 1]])] }],
  ])('refuses %s', (_name, value) => {
    expect(() => encode(value)).toThrow('An object could not be cloned.');
  });

  it('refuses to go deeper than Electron does', () => {
    let deep: unknown = 1;
    for (let at = 0; at < 1_100; at += 1) deep = [deep];
    expect(() => encode(deep)).toThrow('recursion depth exceeded');
  });

  it('leaves to the caller what is the caller’s', () => {
    const listener = (): void => undefined;
    const text = encode({ on: listener }, (value) => (value === listener ? ['function', 7] : undefined));
    expect(decode(text, (tag, body) => `${tag} ${String(body)}`)).toEqual({ on: 'function 7' });
  });
});
