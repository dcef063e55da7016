import { describe, expect, it } from 'vitest';
import { createLinkChain } from './link-chain.ts';

/** Digests one can read: a link is all leaves so far. */
const chain = (first: string | null = '') =>
  createLinkChain<string>({ linkOf: (before, leaf) => before + leaf, areSame: (a, b) => a === b }, first);

describe('a chain of links', () => {
  it('holds for what was chained', () => {
    const links = chain();
    expect([links.record('a', 'a'), links.record('b', 'ab'), links.seal('ab'), links.record('c', 'abc')]).not.toContain(
      false,
    );
    expect(links.mayBe('abc')).toBe(true);
    expect(links.mayBe('abx')).toBe(false);
  });

  it('is broken once by a record that was changed, and proved after it', () => {
    const links = chain();
    expect(links.record('a', 'a')).toBe(true);
    expect(links.record('X', 'ab')).toBe(false);
    expect(links.record('c', 'abc')).toBe(true);
    expect(links.seal('abc')).toBe(true);
    expect(links.record('d', 'abcd')).toBe(true);
  });

  it('is broken once by a link that was changed', () => {
    const links = chain();
    expect(links.record('a', 'a')).toBe(true);
    expect(links.record('b', 'X')).toBe(false);
    expect(links.record('c', 'abc')).toBe(true);
    expect(links.seal('abc')).toBe(true);
  });

  it('whose links were all made to fit is found out by the next seal, and by no other', () => {
    const links = chain();
    expect(links.record('X', 'X')).toBe(true);
    expect(links.record('b', 'Xb')).toBe(true);
    expect(links.seal('ab')).toBe(false);
    expect(links.record('c', 'Xbc')).toBe(true);
    expect(links.seal('abc')).toBe(true);
  });

  it('goes on from the stored link where records are missing, and says whether it had to', () => {
    const links = chain();
    expect(links.record('a', 'a')).toBe(true);
    expect(links.recordAfterGap('c', 'abc')).toBe(false);
    expect(links.seal('abc')).toBe(true);
    // Lost before it was written on: nothing is missing from the chain itself.
    expect(links.recordAfterGap('e', 'abce')).toBe(true);
  });

  it('takes up the link of a seal where nothing is known of what is before it', () => {
    const links = chain(null);
    expect(links.seal('ab')).toBe(true);
    expect(links.record('c', 'abc')).toBe(true);
    links.skip();
    expect(links.seal('abcdef')).toBe(true);
    expect(links.record('g', 'X')).toBe(false);
  });

  it('needs no stored links', () => {
    const links = chain();
    expect([links.record('a', null), links.record('b', null), links.seal('ab')]).toEqual([true, true, true]);
    expect([links.record('X', null), links.seal('abc')]).toEqual([true, false]);
  });
});
