import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { draftText, EMPTY_DRAFT, isSame, parseDraft, valueAt, withValue } from './draft.ts';

const EXCEPTIONS = [{ users: ['kim'], policy: { mode: 'shadow' } }];

const parsed = (text: string) => {
  const result = parseDraft(text);
  if (!result.ok) throw new Error(result.message);
  return result.value;
};

describe('parseDraft', () => {
  it('keeps exceptions apart from settings, and both as they are', () => {
    const text = JSON.stringify({ mode: 'learn', exceptions: EXCEPTIONS });
    expect(parsed(text)).toEqual({ settings: { mode: 'learn' }, exceptions: EXCEPTIONS });
    expect(JSON.parse(draftText(parsed(text)))).toEqual(JSON.parse(text));
  });

  it('takes no text, white space and a byte order mark', () => {
    expect(parsed('')).toEqual(EMPTY_DRAFT);
    expect(parsed(' \n')).toEqual(EMPTY_DRAFT);
    expect(parsed('\uFEFF{"mode":"learn"}').settings).toEqual({ mode: 'learn' });
  });

  it('refuses what is not JSON with the fault, and what is no object without one', () => {
    expect(parseDraft('{"mode":')).toMatchObject({ ok: false, message: expect.stringContaining('JSON') });
    expect(parseDraft('[1]')).toMatchObject({ ok: false, message: '' });
    expect(parseDraft('null')).toMatchObject({ ok: false, message: '' });
  });
});

describe('withValue', () => {
  it('sets a value deep within, and leaves the rest and the draft before as they were', () => {
    const before = parsed('{"mode":"learn","pause":{"allowed":false}}');
    const after = withValue(before, 'pause.maxMinutes', 5);
    expect(after.settings).toEqual({ mode: 'learn', pause: { allowed: false, maxMinutes: 5 } });
    expect(before.settings).toEqual({ mode: 'learn', pause: { allowed: false } });
  });

  it('leaves out a section that says nothing any more', () => {
    expect(withValue(parsed('{"pause":{"maxMinutes":5}}'), 'pause.maxMinutes', undefined).settings).toEqual({});
  });

  it('makes a section of what was none', () => {
    expect(withValue(parsed('{"pause":3}'), 'pause.maxMinutes', 5).settings).toEqual({ pause: { maxMinutes: 5 } });
  });

  it('is found again, whatever the path and value', () => {
    const path = fc
      .array(fc.constantFrom('a', 'b', 'c'), { minLength: 1, maxLength: 3 })
      .map((names) => names.join('.'));
    const value = fc.jsonValue().filter((each) => each !== null);
    fc.assert(
      fc.property(fc.array(fc.tuple(path, value)), path, value, (steps, at, wanted) => {
        const draft = steps.reduce((before, [where, what]) => withValue(before, where, what), EMPTY_DRAFT);
        expect(valueAt(withValue(draft, at, wanted).settings, at)).toEqual(wanted);
        expect(valueAt(withValue(draft, at, undefined).settings, at)).toBeUndefined();
      }),
    );
  });
});

describe('isSame', () => {
  it('does not mind the order of members, and minds that of entries', () => {
    expect(isSame({ a: 1, b: [1, { c: null }] }, { b: [1, { c: null }], a: 1 })).toBe(true);
    expect(isSame([1, 2], [2, 1])).toBe(false);
    expect(isSame({ a: undefined }, {})).toBe(false);
    expect(isSame([], {})).toBe(false);
    expect(isSame(null, {})).toBe(false);
  });
});
