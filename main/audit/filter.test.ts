import { describe, expect, it } from 'vitest';
import { auditFilterSchema, type AuditFilter } from '../../contract/audit-reading.ts';
import { filterKey, isOpen, matcherOf, textMatcher } from './filter.ts';

const filterOf = (changes: Partial<AuditFilter> = {}): AuditFilter => auditFilterSchema.parse(changes);
const ROW = { seq: 7, at: '2026-11-21T08:30:00Z', kind: 'session-locked', body: '{"by":"Änne \\"Ü\\" C:\\\\x"}' };

describe('a filter', () => {
  it('lets everything through unless it says something', () => {
    expect(isOpen(filterOf())).toBe(true);
    expect(matcherOf(filterOf())(ROW)).toBe(true);
    for (const changes of [{ kinds: ['x'] }, { from: ROW.at }, { to: ROW.at }, { text: 'x' }]) {
      expect(isOpen(filterOf(changes))).toBe(false);
    }
  });

  it('includes both ends of its time, to the second of the records', () => {
    const passes = (from: string | null, to: string | null): boolean => matcherOf(filterOf({ from, to }))(ROW);
    expect(passes(ROW.at, ROW.at)).toBe(true);
    expect(passes('2026-11-21T08:29:59.001Z', '2026-11-21T08:30:00.999Z')).toBe(true);
    expect(passes('2026-11-21T08:30:00.001Z', null)).toBe(false);
    expect(passes(null, '2026-11-21T08:29:59.999Z')).toBe(false);
  });

  it.each(['session', 'LOCKED', 'änne', 'ÄNNE "ü"', 'c:\\X', '"by":"Änne', '\\"Ü\\"'])('finds the text %s', (text) => {
    expect(textMatcher(text)(ROW.kind, ROW.body)).toBe(true);
  });

  it.each(['sessions', '%', '_', '*', 'Ånne', 'lockedby'])('does not find the text %s', (text) => {
    expect(textMatcher(text)(ROW.kind, ROW.body)).toBe(false);
  });

  it('has one key for all that mean the same', () => {
    const key = filterKey(filterOf({ kinds: ['a', 'b'], text: 'X', from: '2026-11-21T08:29:59.001Z' }));
    expect(filterKey(filterOf({ kinds: ['b', 'a', 'b'], text: 'x', from: ROW.at }))).toBe(key);
    expect(filterKey(filterOf({ kinds: ['a'], text: 'x', from: ROW.at }))).not.toBe(key);
    expect(filterKey(filterOf({ kinds: ['a', 'b'], text: 'x', to: ROW.at }))).not.toBe(key);
  });
});
