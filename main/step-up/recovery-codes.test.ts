import { createHash, randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { readCode } from './code-text.ts';
import {
  hashRecoveryCode,
  makeRecoveryCodes,
  recoveryCodesLeft,
  strikeOut,
  type NewRecoveryCodes,
  type RecoverySet,
} from './recovery-codes.ts';

const typed = (text: string): string => {
  const code = readCode(text);
  if (code.kind !== 'recovery-code') throw new Error(`${text} is not read as a recovery code`);
  return code.code;
};

describe('recovery codes', () => {
  let made: NewRecoveryCodes;
  beforeAll(async () => {
    made = await makeRecoveryCodes(randomBytes);
  });

  it('are ten of 16 symbols in groups, all different', () => {
    expect(made.codes).toHaveLength(10);
    expect(new Set(made.codes).size).toBe(10);
    for (const code of made.codes) expect(code).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$/);
  });

  it('use every bit that was drawn', async () => {
    let drawn = 0;
    const { codes } = await makeRecoveryCodes((length) => new Uint8Array(length).fill((drawn += 1) === 2 ? 255 : 0));
    expect(codes.slice(0, 2)).toEqual(['ZZZZ-ZZZZ-ZZZZ-ZZZZ', '0000-0000-0000-0000']);
  });

  it('are kept as hashes only', () => {
    const kept = JSON.stringify(made.set);
    for (const code of made.codes) {
      expect(kept).not.toContain(code);
      expect(kept).not.toContain(typed(code));
    }
  });

  it('pass once each, and leave the others', async () => {
    let { set } = made;
    for (const [at, code] of made.codes.entries()) {
      expect(recoveryCodesLeft(set)).toBe(10 - at);
      const hash = await hashRecoveryCode(typed(code.toLowerCase()), set.salt);
      const first = strikeOut(set, hash);
      if (first.outcome !== 'passed') throw new Error('it was refused');
      ({ set } = first);
      expect(strikeOut(set, hash)).toEqual({ outcome: 'refused', fault: 'replayed' });
    }
    expect([recoveryCodesLeft(set), recoveryCodesLeft(null)]).toEqual([0, 0]);
  });

  it('are refused when one symbol is another', async () => {
    const code = typed(made.codes[3] ?? '');
    const other = (code.startsWith('0') ? '1' : '0') + code.slice(1);
    expect(strikeOut(made.set, await hashRecoveryCode(other, made.set.salt))).toEqual({
      outcome: 'refused',
      fault: 'wrong',
    });
  });

  it('are struck out exactly once in any order, whatever else is tried', () => {
    const hashOf = (text: string): string => createHash('sha256').update(text).digest('base64');
    const fresh: RecoverySet = {
      salt: '',
      codes: Array.from({ length: 10 }, (_, at) => ({ hash: hashOf(String(at)), isUsed: false })),
    };
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 14 }), { maxLength: 40 }), (tries) => {
        let set = fresh;
        const used = new Set<number>();
        for (const each of tries) {
          const found = strikeOut(set, hashOf(String(each)));
          if (each >= 10) expect(found).toEqual({ outcome: 'refused', fault: 'wrong' });
          else if (used.has(each)) expect(found).toEqual({ outcome: 'refused', fault: 'replayed' });
          else {
            if (found.outcome !== 'passed') throw new Error('it was refused');
            ({ set } = found);
            used.add(each);
          }
          expect(recoveryCodesLeft(set)).toBe(10 - used.size);
        }
      }),
    );
  });
});
