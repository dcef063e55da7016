import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readCode } from './code-text.ts';

const SYMBOLS = Array.from('0123456789ABCDEFGHJKMNPQRSTVWXYZ');

describe('what was typed', () => {
  it.each(['123456', ' 123 456\n', '123-456', '12–34–56', '１２３４５６', '123\u00a0456', '\u200b123456'])(
    'is read as six digits: %j',
    (text) => {
      expect(readCode(text)).toEqual({ kind: 'digits', digits: '123456' });
    },
  );

  it('is read as a recovery code however it is grouped and capitalised, look-alikes resolved', () => {
    const separator = fc.constantFrom('', '-', ' ', ' - ', '—');
    const code = fc.array(fc.constantFrom(...SYMBOLS), { minLength: 16, maxLength: 16 });
    fc.assert(
      fc.property(code, fc.array(separator, { minLength: 16, maxLength: 16 }), fc.boolean(), (symbols, gaps, lower) => {
        const typed = symbols.map((symbol, at) => symbol + (gaps[at] ?? '')).join('');
        if (typed.length > 64) return;
        const expected = { kind: 'recovery-code', code: symbols.join('') };
        expect(readCode(lower ? typed.toLowerCase() : typed)).toEqual(expected);
        expect(readCode(typed.replaceAll('0', 'o').replaceAll('1', 'l'))).toEqual(expected);
        expect(readCode(typed.replaceAll('0', 'O').replaceAll('1', 'I'))).toEqual(expected);
      }),
    );
  });

  it.each([
    '12345',
    '1234567',
    'hello',
    '12a456',
    'ABCD-EFGH-JKMN-PQRU',
    'ABCD-EFGH-JKMN-PQR',
    '1'.repeat(65),
    '٣٤٥٦٧٨',
  ])('is no code: %j', (text) => {
    expect(readCode(text)).toEqual({ kind: 'malformed' });
  });

  it.each(['', '   ', ' - ', '\n'])('is nothing: %j', (text) => {
    expect(readCode(text)).toEqual({ kind: 'nothing' });
  });

  it('is never more than a form, whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 80 }), (text) => {
        expect(['digits', 'recovery-code', 'malformed', 'nothing']).toContain(readCode(text).kind);
      }),
    );
  });
});
