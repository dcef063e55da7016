import { expect, it } from 'vitest';
import { combineWitnesses } from './lock-state.ts';

it.each([
  [[undefined, undefined], 'unknown'],
  [[false, undefined], 'unlocked'],
  [[false, true], 'locked'],
  [[undefined, true], 'locked'],
  [['true', 1], 'unknown'],
  [[], 'unknown'],
])('witnesses %j make %j', (witnesses, state) => {
  expect(combineWitnesses(witnesses)).toBe(state);
});
