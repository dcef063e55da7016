import { expect, it } from 'vitest';
import { LONGEST_PASSPHRASE, passphraseFault, SHORTEST_PASSPHRASE } from './passphrase-fault.ts';

it('asks for a length, as the contract does, and for the same twice', () => {
  expect([SHORTEST_PASSPHRASE, LONGEST_PASSPHRASE]).toEqual([12, 256]);
  expect(passphraseFault('x'.repeat(11), 'x'.repeat(11))).toBe('short');
  expect(passphraseFault('x'.repeat(257), 'x'.repeat(257))).toBe('long');
  expect(passphraseFault('x'.repeat(12), 'x'.repeat(13))).toBe('different');
  expect(passphraseFault('correct horse battery', 'correct horse battery')).toBeNull();
});
