import { describe, expect, it } from 'vitest';
import type { Seal } from '../../contract/audit-proof.ts';
import { makeSeal } from '../audit/seal-maker.ts';
import { sealOf } from '../audit/seal-rows.ts';
import { signingKey, verifySignature } from '../audit/signing-key.ts';
import { keysOfText, keyToText } from './bytes.ts';
import { createSealChain } from './seal-chain.ts';

const LINK = new Uint8Array(32).fill(7);
const rootOf = (first: number) => signingKey(new Uint8Array(32).fill(first)).publicKey;

/** Seals of one chain, ten records apart. */
const sealsOf = (chain: number, count: number, firstSeq: number): readonly Seal[] => {
  let seed: Uint8Array = new Uint8Array(32).fill(chain + 1);
  return Array.from({ length: count }, (_, number) => {
    const made = makeSeal({ chain, number, seq: firstSeq + 10 * number, at: '2026-01-01T00:00:00Z', link: LINK }, seed);
    seed = made.nextSeed;
    return sealOf(made.seal);
  });
};

const check = (seals: readonly Seal[], trusted: readonly Uint8Array[] | null) => {
  const chain = createSealChain(verifySignature, trusted);
  const faults = seals.map((seal) => chain.next(seal).faults.map(({ fault }) => fault));
  return { faults, sealedSeq: chain.sealedSeq(), roots: chain.roots().length };
};

describe('a chain of seals', () => {
  const seals = sealsOf(0, 4, 0);

  it('holds from its root key on', () => {
    for (const trusted of [null, [rootOf(1)], [rootOf(9), rootOf(1)]]) {
      expect(check(seals, trusted)).toEqual({ faults: [[], [], [], []], sealedSeq: 30, roots: 1 });
    }
  });

  it('is worth nothing with another root key', () => {
    expect(check(seals, [rootOf(9)])).toEqual({ faults: [['seal'], [], [], []], sealedSeq: 0, roots: 1 });
  });

  it('ends at a seal that is missing or changed, which is named', () => {
    expect(check(seals.toSpliced(2, 1), null)).toMatchObject({ faults: [[], [], ['seal']], sealedSeq: 10 });
    const changed = seals.map((seal, index) => (index === 2 ? { ...seal, seq: 21 } : seal));
    expect(check(changed, null)).toMatchObject({ faults: [[], [], ['seal'], []], sealedSeq: 10 });
  });

  it('that was restarted is a fault, unless its new key is trusted by name', () => {
    const restarted = [...seals, ...sealsOf(1, 2, 30)];
    const faults = [[], [], [], [], ['restarted'], []];
    expect(check(restarted, null)).toEqual({ faults, sealedSeq: 40, roots: 2 });
    expect(check(restarted, [rootOf(1)])).toEqual({ faults, sealedSeq: 30, roots: 2 });
    expect(check(restarted, [rootOf(1), rootOf(2)])).toMatchObject({ faults: [[], [], [], [], [], []], sealedSeq: 40 });
  });
});

describe('keys as people keep them', () => {
  it('are read back, several with white space between', () => {
    const [a, b] = [rootOf(1), rootOf(2)];
    expect(keysOfText(` ${keyToText(a)}\n${keyToText(b)} `)?.map((key) => [...key])).toEqual([[...a], [...b]]);
    for (const text of ['', 'ed25519:', `${keyToText(a)},${keyToText(b)}`]) expect(keysOfText(text)).toBeNull();
  });
});
