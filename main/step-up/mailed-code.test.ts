import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { createMailedCodeSlot, drawDigits, type MailedCodeSlot } from './mailed-code.ts';

const ADDRESS = 'ada@example.org';
const bytesOf = (...numbers: readonly number[]) => {
  const left = [...numbers];
  return (length: number): Uint8Array => {
    const bytes = Buffer.alloc(length);
    if (length === 4) bytes.writeUInt32BE(left.shift() ?? 0);
    return bytes;
  };
};

describe('six digits', () => {
  it('are drawn so that none is likelier: what is left over is drawn again', () => {
    expect(drawDigits(bytesOf(4_293_999_999))).toBe('999999');
    expect(drawDigits(bytesOf(4_294_000_000, 4_294_967_295, 7))).toBe('000007');
  });

  it('are always six', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4_293_999_999 }), (drawn) => {
        expect(drawDigits(bytesOf(drawn))).toMatch(/^\d{6}$/);
      }),
    );
  });
});

describe('a mailed code', () => {
  let wall = 0;
  let monotonic = 0;
  let slot: MailedCodeSlot;
  beforeEach(() => {
    wall = Date.parse('2026-03-02T09:00:00Z');
    monotonic = 0;
    slot = createMailedCodeSlot({
      now: () => wall,
      monotonicMs: () => monotonic,
      randomBytes: bytesOf(111_111, 222_222),
    });
  });
  const use = (digits: string): string => {
    const found = slot.check(digits, ADDRESS);
    if (found.outcome === 'refused') return found.fault;
    found.use();
    return 'passed';
  };

  it('passes once, within five minutes', () => {
    expect(slot.draw(ADDRESS)).toEqual({ digits: '111111', until: '2026-03-02T09:05:00.000Z' });
    monotonic = 5 * 60_000;
    expect([use('222222'), use('111111'), use('111111')]).toEqual(['wrong', 'passed', 'replayed']);
  });

  it('is not used up by being looked at', () => {
    slot.draw(ADDRESS);
    expect(slot.check('111111', ADDRESS).outcome).toBe('passed');
    expect(use('111111')).toBe('passed');
  });

  it('expires by whichever clock says so', () => {
    slot.draw(ADDRESS);
    monotonic = 5 * 60_000 + 1;
    wall -= 86_400_000;
    expect(use('111111')).toBe('expired');
    monotonic = 0;
    wall += 86_400_000 + 5 * 60_000 + 1;
    expect(use('111111')).toBe('expired');
  });

  it('is void once another is drawn, and for another address', () => {
    slot.draw(ADDRESS);
    slot.draw(ADDRESS);
    expect(slot.check('222222', 'eve@example.org')).toEqual({ outcome: 'refused', fault: 'wrong' });
    expect([use('111111'), use('222222')]).toEqual(['wrong', 'passed']);
  });

  it('is nothing before one was drawn', () => {
    expect(use('000000')).toBe('wrong');
  });
});
