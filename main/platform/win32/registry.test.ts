import { describe, expect, it } from 'vitest';
import { createRegistry, type RegGetValue } from './registry.ts';

const KEY = String.raw`SOFTWARE\Policies\Samehand`;
const FILE_NOT_FOUND = 2;
const UNSUPPORTED_TYPE = 1630;

/** Answers as Windows documents them: type, bytes, and their number with the closing zero of a text. */
const windows =
  (values: Readonly<Record<string, { readonly type: number; readonly bytes: Buffer } | number>>): RegGetValue =>
  (_, name, type, data, size) => {
    const value = values[name] ?? FILE_NOT_FOUND;
    if (typeof value === 'number') return value;
    type[0] = value.type;
    data.set(value.bytes);
    size[0] = value.bytes.length;
    return 0;
  };

const text = (value: string): Buffer => Buffer.from(`${value}\0`, 'utf16le');
const number = (value: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
};

describe('values of the registry', () => {
  const registry = createRegistry(
    windows({
      mode: { type: 1, bytes: text('shadow') },
      'stepUp.promptSeconds': { type: 4, bytes: number(45) },
      binary: { type: 3, bytes: Buffer.from([1]) },
      wrong: UNSUPPORTED_TYPE,
    }),
  );

  it('are numbers and texts', () => {
    expect(registry.read(KEY, 'mode')).toEqual({ kind: 'text', value: 'shadow' });
    expect(registry.read(KEY, 'stepUp.promptSeconds')).toEqual({ kind: 'number', value: 45 });
  });

  it('are null where there are none, and of no use where they are of another type', () => {
    expect(registry.read(KEY, 'missing')).toBeNull();
    expect(registry.read(KEY, 'wrong')).toEqual({ kind: 'other' });
    expect(registry.read(KEY, 'binary')).toEqual({ kind: 'other' });
  });
});
