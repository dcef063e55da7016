import { describe, expect, it } from 'vitest';
import type { AuditKey } from '../../../contract/audit-proof.ts';
import { compareRoot, parseNoted } from './noted-key.ts';

/** 32 bytes in base64: the last letter has two bits that stand for nothing. */
const bytes = (fill: string): string => `${fill.repeat(42)}A=`;
const root = (fill: string): string => `ed25519:${bytes(fill)}`;
const KEY: AuditKey = {
  root: root('A'),
  chain: 1,
  former: [root('B')],
  records: 90,
  lastSeq: 100,
  sealedSeq: 80,
  link: bytes('C'),
};

describe('what somebody noted', () => {
  it('is a root key, with whatever stood around it', () => {
    expect(parseNoted(`  ${root('A')}\n`)).toEqual({ root: root('A'), last: null });
  });

  it('is a whole note, with its last record and the link there', () => {
    expect(parseNoted(JSON.stringify(KEY, null, 2))).toEqual({
      root: root('A'),
      last: { seq: 100, link: bytes('C') },
    });
    expect(parseNoted(JSON.stringify({ ...KEY, lastSeq: 0 }))?.last).toBeNull();
  });

  it.each(['', 'ed25519:', root('A').slice(0, -2), bytes('A'), '{', '{}', 'null', JSON.stringify({ root: root('A') })])(
    'is neither: %s',
    (text) => {
      expect(parseNoted(text)).toBeNull();
    },
  );
});

describe('compared with the log', () => {
  const noted = (fill: string, seq: number | null) => ({
    root: root(fill),
    last: seq === null ? null : { seq, link: bytes('C') },
  });

  it('is of this chain, of a former one, or of another log', () => {
    expect(compareRoot(noted('A', null), KEY)).toBe('same');
    expect(compareRoot(noted('B', 50), KEY)).toBe('former');
    expect(compareRoot(noted('D', 50), KEY)).toBe('other');
  });

  it('shows a log that ends before the noted record', () => {
    expect(compareRoot(noted('A', 100), KEY)).toBe('same');
    expect(compareRoot(noted('A', 101), KEY)).toBe('cut');
    expect(compareRoot(noted('B', 101), KEY)).toBe('cut');
  });
});
