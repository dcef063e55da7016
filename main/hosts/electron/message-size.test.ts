import { describe, expect, it } from 'vitest';
import { MAX_MESSAGE_BYTES, isWithin } from './message-size.ts';

const cyclic = (): unknown => {
  const value: Record<string, unknown> = {};
  value.self = value;
  return value;
};

const deep = (levels: number): unknown => {
  let value: unknown = null;
  for (let level = 0; level < levels; level += 1) value = [value];
  return value;
};

describe('the size of a message', () => {
  it.each([undefined, null, 0, '', {}, [], { text: 'x'.repeat(1024 * 1024 - 100) }, { minutes: 15 }, deep(10_000)])(
    'lets an ordinary one pass',
    (message) => {
      expect(isWithin([message])).toBe(true);
    },
  );

  it.each([
    ['a long text', 'x'.repeat(MAX_MESSAGE_BYTES)],
    ['a long name', { ['x'.repeat(MAX_MESSAGE_BYTES)]: 1 }],
    ['many small values', Array.from({ length: MAX_MESSAGE_BYTES / 8 }, () => null)],
    ['many in a map', new Map(Array.from({ length: MAX_MESSAGE_BYTES / 16 }, (_, index) => [index, null]))],
    ['many in a set', new Set(Array.from({ length: MAX_MESSAGE_BYTES / 8 }, (_, index) => index))],
    ['bytes', new Uint8Array(MAX_MESSAGE_BYTES)],
    ['a buffer', { deep: [new ArrayBuffer(MAX_MESSAGE_BYTES)] }],
    ['a large number', 1n << BigInt(4 * MAX_MESSAGE_BYTES)],
    ['one that contains itself', cyclic()],
    ['a deep one', deep(MAX_MESSAGE_BYTES)],
  ])('stops %s', (_name, message) => {
    expect(isWithin([message])).toBe(false);
  });
});
