import { expect, it } from 'vitest';
import { wrongLocks } from './wrong-locks.ts';

it('says how often a wrong lock is expected as people would', () => {
  expect(wrongLocks(0)).toEqual({ key: 'rare', value: 1_000 });
  expect(wrongLocks(0.0009)).toEqual({ key: 'rare', value: 1_000 });
  expect(wrongLocks(0.04)).toEqual({ key: 'oneIn', value: 25 });
  expect(wrongLocks(1)).toEqual({ key: 'perDay', value: 1 });
  expect(wrongLocks(2.5)).toEqual({ key: 'perDay', value: 2.5 });
});
