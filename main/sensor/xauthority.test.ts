import { describe, expect, it } from 'vitest';
import { findCookie } from './xauthority.ts';

const LOCAL = 256;
const INTERNET = 0;
const WILD = 65_535;
const here = { host: null, number: 1 };

const u16 = (value: number): Buffer => Buffer.from([value >> 8, value & 0xff]);
const counted = (text: string): Buffer => Buffer.concat([u16(text.length), Buffer.from(text, 'latin1')]);
const entry = (family: number, address: string, number: string, data: string, protocol = 'MIT-MAGIC-COOKIE-1') =>
  Buffer.concat([u16(family), ...[address, number, protocol, data].map(counted)]);

const find = (file: Buffer, display: Parameters<typeof findCookie>[1] = here): string | null => {
  const cookie = findCookie(file, display, 'desk');
  return cookie === null ? null : Buffer.from(cookie).toString('latin1');
};

describe('.Xauthority', () => {
  it('finds the entry of this machine and display', () => {
    const file = Buffer.concat([
      entry(LOCAL, 'other', '1', 'wrong machine'),
      entry(LOCAL, 'desk', '2', 'wrong display'),
      entry(LOCAL, 'desk', '1', 'wrong protocol', 'XDM-AUTHORIZATION-1'),
      entry(INTERNET, 'desk', '1', 'wrong family'),
      entry(LOCAL, 'desk', '1', 'right'),
    ]);
    expect(find(file)).toBe('right');
    expect(find(file, { host: 'desk', number: 1 })).toBe('wrong family');
  });

  it('takes entries for any machine and any display', () => {
    expect(find(entry(WILD, '', '', 'any'))).toBe('any');
  });

  it('uses what comes before damage, and nothing of a file that is none', () => {
    const file = Buffer.concat([entry(WILD, '', '', 'any'), Buffer.from([1, 0, 0, 9, 1])]);
    expect(find(file)).toBe('any');
    expect(find(Buffer.from('not an authority file'))).toBeNull();
    expect(find(Buffer.alloc(0))).toBeNull();
  });
});
