import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRandom, type Random } from '../random.ts';
import { crc32 } from './crc32.ts';
import { decodeDigraphProfile, encodeDigraphProfile } from './digraph-profile-codec.ts';
import { absorb, createDigraphProfile, MAX_PAIRS, type DigraphProfile } from './digraph-profile.ts';

const KIBIBYTE = 1024;

type Keystroke = readonly [slot: number, prevSlot: number, dwellMs: number, flightMs: number, downDownMs: number];
const absorbAll = (profile: DigraphProfile, rows: readonly Keystroke[], random: Random): DigraphProfile => {
  for (const row of rows) absorb(profile, ...row, random);
  return profile;
};

const decoded = (profile: DigraphProfile): DigraphProfile => {
  const result = decodeDigraphProfile(encodeDigraphProfile(profile));
  if (result.ok) return result.value;
  throw new Error(result.message);
};

/** Resealed so that only the sense of the body can give the change away. */
const reseal = (bytes: Uint8Array): Uint8Array => {
  const end = bytes.length - 4;
  new DataView(bytes.buffer).setUint32(end, crc32(bytes.subarray(0, end)), true);
  return bytes;
};

const ms = fc.float({ min: -3000, max: 3000, noNaN: true });
const keystroke = fc.tuple(fc.integer({ min: 0, max: 255 }), fc.integer({ min: 0, max: 255 }), ms, ms, ms);

/** As full as it can be: every slot and {@link MAX_PAIRS} pairs with all their samples, spread over `spanMs`. */
const full = (spanMs: number): DigraphProfile => {
  const random = createRandom(2);
  const time = (): number => (random() - 0.5) * spanMs;
  const profile = createDigraphProfile();
  for (let round = 0; round < 50; round++) {
    for (let pair = 0; pair < MAX_PAIRS; pair++) {
      absorb(profile, 1 + (pair % 255), 1 + (pair >> 8), time(), time(), time(), random);
    }
  }
  return profile;
};

describe('digraph profile as bytes', () => {
  it('comes back and learns on like the one that was encoded, forgetting the same pairs', () => {
    fc.assert(
      fc.property(fc.array(keystroke, { maxLength: 200 }), fc.array(keystroke), fc.integer(), (before, after, seed) => {
        const profile = absorbAll(createDigraphProfile(), before, createRandom(seed));
        const copy = decoded(profile);
        expect(encodeDigraphProfile(copy)).toEqual(encodeDigraphProfile(profile));
        absorbAll(profile, after, createRandom(seed + 1));
        absorbAll(copy, after, createRandom(seed + 1));
        expect(encodeDigraphProfile(copy)).toEqual(encodeDigraphProfile(profile));
      }),
    );
    const crowded = full(2000);
    const copy = decoded(crowded);
    for (let i = 0; i < 200; i++) {
      const row: Keystroke = [1 + i, 200, i, i, i];
      absorbAll(crowded, [row], createRandom(i));
      absorbAll(copy, [row], createRandom(i));
    }
    expect(encodeDigraphProfile(copy)).toEqual(encodeDigraphProfile(crowded));
  });

  it('is the same whatever the order in which the pairs were typed', () => {
    const rows: Keystroke[] = Array.from({ length: 120 }, (_, i) => [1 + (i % 40), 1 + (i % 37), 90 + i, i, 100 + i]);
    const forwards = absorbAll(createDigraphProfile(), rows, createRandom(1));
    const backwards = absorbAll(createDigraphProfile(), rows.toReversed(), createRandom(1));
    expect(encodeDigraphProfile(forwards)).toEqual(encodeDigraphProfile(backwards));
  });

  it('is small: a few hundred bytes when empty, under 150 KB when as full as it can be', () => {
    expect(encodeDigraphProfile(createDigraphProfile()).length).toBeLessThan(300);
    expect(encodeDigraphProfile(full(1000)).length).toBeLessThan(100 * KIBIBYTE);
    expect(encodeDigraphProfile(full(80_000)).length).toBeLessThan(150 * KIBIBYTE);
  });

  it('never comes back otherwise than it was', () => {
    const bytes = encodeDigraphProfile(full(500));
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), fc.boolean(), (at, flip, cut) => {
        const damaged = bytes.slice(0, cut ? at : bytes.length);
        if (!cut) damaged[at] = (damaged[at] ?? 0) ^ flip;
        expect(decodeDigraphProfile(damaged)).toMatchObject({ ok: false, code: 'model-damaged' });
      }),
    );
  });

  it('is refused where it makes no sense, though its checksum fits', () => {
    const bytes = encodeDigraphProfile(absorbAll(createDigraphProfile(), [[7, 3, 100, 10, 110]], createRandom(1)));
    // From the end: checksum, press to press, flight, both slots, number of pairs.
    const pairs = bytes.length - 4 - 3 - 2 - 2 - 2;
    expect(bytes.subarray(pairs, pairs + 4)).toEqual(Uint8Array.of(1, 0, 7, 3));
    const change = (at: number, ...values: number[]) => {
      const changed = bytes.slice();
      changed.set(values, at);
      return decodeDigraphProfile(reseal(changed));
    };
    expect(change(pairs, 1, 0)).toMatchObject({ ok: true });
    expect(change(pairs, 0xff, 0xff)).toMatchObject({ code: 'model-damaged' });
    expect(change(pairs + 2, 0, 3)).toMatchObject({ code: 'model-damaged' });
    expect(change(pairs + 2, 7, 0)).toMatchObject({ code: 'model-damaged' });
    expect(change(10, 49)).toMatchObject({ code: 'model-damaged' });
    expect(change(4, 2)).toMatchObject({ code: 'model-newer' });
  });
});
