import { expect, it } from 'vitest';
import { auditFilterSchema } from '../../../contract/audit-reading.ts';
import { filterOf, isBackwards, OPEN_FILTER } from './filter-form.ts';
import { rowForKey } from './row-keys.ts';

it('leaves everything open', () => {
  expect(filterOf(OPEN_FILTER)).toEqual({ kinds: [], from: null, to: null, text: '' });
});

it('takes local times, the last minute as a whole, and text without white space around it', () => {
  const filter = filterOf({ kinds: ['paused'], from: '2026-11-21T08:00', to: '2026-11-21T09:30', text: ' kim ' });
  expect(filter).toEqual({
    kinds: ['paused'],
    from: new Date(2026, 10, 21, 8, 0).toISOString(),
    to: new Date(2026, 10, 21, 9, 30, 59, 999).toISOString(),
    text: 'kim',
  });
  expect(auditFilterSchema.parse(filter)).toEqual(filter);
});

it('does not take a time that is none', () => {
  expect(filterOf({ ...OPEN_FILTER, from: '2026-99-99T08:00' }).from).toBeNull();
});

it('sees that the end is before the beginning', () => {
  expect(isBackwards({ ...OPEN_FILTER, from: '2026-11-21T08:00', to: '2026-11-21T07:59' })).toBe(true);
  expect(isBackwards({ ...OPEN_FILTER, from: '2026-11-21T08:00' })).toBe(false);
});

it('chooses rows by keys, and stays within the list', () => {
  expect(rowForKey('ArrowDown', null, 5, 3)).toBe(0);
  expect(rowForKey('ArrowDown', 4, 5, 3)).toBe(4);
  expect(rowForKey('ArrowUp', 0, 5, 3)).toBe(0);
  expect(rowForKey('PageDown', 0, 5, 3)).toBe(3);
  expect(rowForKey('PageUp', 4, 5, 3)).toBe(1);
  expect(rowForKey('End', 0, 5, 3)).toBe(4);
  expect(rowForKey('Home', 3, 5, 3)).toBe(0);
  expect(rowForKey('a', 3, 5, 3)).toBeNull();
  expect(rowForKey('ArrowDown', null, 0, 3)).toBeNull();
});
