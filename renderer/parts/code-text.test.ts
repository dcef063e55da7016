import { describe, expect, it } from 'vitest';
import { codeFault, compactCode } from './code-text.ts';

describe('a pasted code', () => {
  it.each([
    ['123 456', '123456'],
    [' 123–456\n', '123456'],
    ['12\u200B3\u00A0456', '123456'],
    ['ABCD-EFGH-JKMN-PQRS', 'ABCDEFGHJKMNPQRS'],
  ])('%j is %s', (pasted, code) => {
    expect(compactCode(pasted)).toBe(code);
    expect(codeFault(pasted)).toBeNull();
  });

  it('is not sent when there is nothing in it, or too much', () => {
    expect([codeFault(''), codeFault(' - '), codeFault('1'.repeat(64)), codeFault('1'.repeat(65))]).toEqual([
      'empty',
      'empty',
      null,
      'tooLong',
    ]);
  });
});
