import { expect, it } from 'vitest';
import { codesFile } from './codes-file.ts';

it('has every code on a line of its own, numbered', () => {
  const codes = Array.from({ length: 10 }, (_, at) => `ABCD-EFGH-JKMN-PQR${String(at)}`);
  const lines = codesFile(codes, { title: 'T', made: 'M', advice: 'A' }).split('\r\n');
  expect(lines.slice(0, 4)).toEqual(['T', 'M', '', ' 1  ABCD-EFGH-JKMN-PQR0']);
  expect(lines.slice(-4)).toEqual(['10  ABCD-EFGH-JKMN-PQR9', '', 'A', '']);
});
