import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createKeystrokeColumns } from '../features/keystrokes.ts';
import { estimateTypingPopulation } from '../population/estimate-typing.ts';
import { createTypist } from '../population/typing.fixture.ts';
import { createRandom } from '../random.ts';
import { crc32 } from './crc32.ts';
import { createTypingBehaviour } from './typing-behaviour.ts';
import { decodeTypingProfile, encodeTypingProfile } from './typing-profile-codec.ts';
import { createTypingProfile, type TypingProfile } from './typing-profile.ts';

const NUMBER = 7;
const population = estimateTypingPopulation([1, 2, 3].map((seed) => [createTypist(seed)(400)]));
const behaviour = createTypingBehaviour(population);
const profileOf = (columns: ReturnType<typeof createKeystrokeColumns>): TypingProfile => {
  const sitting = behaviour.startSitting(behaviour.create());
  sitting.gather(columns, columns.count);
  return behaviour.learn(behaviour.create(), sitting, { goesOn: false, mostShare: 1 });
};
const profile = profileOf(createTypist(9)(600));

const decoded = (bytes: Uint8Array): TypingProfile => {
  const result = decodeTypingProfile(bytes, NUMBER);
  if (result.ok) return result.value;
  throw new Error(result.message);
};

/** Every slot, and as many pairs as are held. */
const full = (): TypingProfile => {
  const random = createRandom(3);
  const columns = createKeystrokeColumns(60_000);
  for (let row = 0; row < columns.count; row += 1) {
    columns.slot[row] = 1 + (row % 255);
    columns.prevSlot[row] = 1 + ((row >> 8) % 4);
    columns.dwellMs[row] = 8 + 1400 * random();
    columns.downDownMs[row] = 8 + 1400 * random();
    columns.flightMs[row] = 2000 * (random() - 0.4);
  }
  return profileOf(columns);
};

/** Resealed, so that only the sense of the body can give the change away. */
const changed = (bytes: Uint8Array, at: number, ...values: number[]): Uint8Array => {
  const copy = bytes.slice();
  copy.set(values, at);
  const end = copy.length - 4;
  new DataView(copy.buffer).setUint32(end, crc32(copy.subarray(0, end)), true);
  return copy;
};

describe('typing profile as bytes', () => {
  const bytes = encodeTypingProfile(profile, NUMBER);

  it('comes back as it was, but for rounding', () => {
    const copy = decoded(bytes);
    expect(encodeTypingProfile(copy, NUMBER)).toEqual(bytes);
    expect(copy.actions).toBe(600);
    expect(copy.classOf).toEqual(new Map([...profile.classOf].sort(([one], [other]) => one - other)));
    for (const kind of ['dwell', 'downDown', 'flight'] as const) {
      expect(copy.kinds[kind].groups.size).toBe(profile.kinds[kind].groups.size);
      for (const [group, { n, mean, squares }] of profile.kinds[kind].groups) {
        const found = copy.kinds[kind].groups.get(group);
        expect(Math.abs((found?.n ?? NaN) - n)).toBeLessThanOrEqual(0.0051);
        expect(Math.abs((found?.mean ?? NaN) - mean)).toBeLessThanOrEqual(0.00051);
        expect(Math.abs((found?.squares ?? NaN) - squares)).toBeLessThanOrEqual(0.00051);
      }
    }
    expect(behaviour.distance(copy, profile)).toBeLessThan(0.005);
    expect(decoded(encodeTypingProfile(createTypingProfile(), NUMBER))).toEqual(createTypingProfile());
  });

  it('is small: under a hundred bytes when empty, under 20 KB when as full as it can be', () => {
    expect(encodeTypingProfile(createTypingProfile(), NUMBER).length).toBeLessThan(100);
    const crowded = full();
    expect(crowded.kinds.flight.groups.size).toBe(600);
    expect(encodeTypingProfile(crowded, NUMBER).length).toBeLessThan(20_000);
  });

  it('never comes back otherwise than it was', () => {
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), fc.boolean(), (at, flip, cut) => {
        const damaged = bytes.slice(0, cut ? at : bytes.length);
        if (!cut) damaged[at] = (damaged[at] ?? 0) ^ flip;
        expect(decodeTypingProfile(damaged, NUMBER)).toMatchObject({ ok: false, code: 'model-damaged' });
      }),
    );
  });

  it('is a number and a clear answer, whatever stands in a body whose checksum fits', () => {
    fc.assert(
      fc.property(fc.integer({ min: 10, max: bytes.length - 5 }), fc.nat(255), (at, value) => {
        const result = decodeTypingProfile(changed(bytes, at, value), NUMBER);
        if (!result.ok) expect(result.code).toBe('model-damaged');
        else expect(behaviour.distance(result.value, profile)).toSatisfy(Number.isFinite);
      }),
    );
  });

  it('is refused beside another population or from a newer version', () => {
    expect(decodeTypingProfile(bytes, NUMBER + 1)).toMatchObject({ code: 'model-damaged' });
    expect(decodeTypingProfile(changed(bytes, 4, 2), NUMBER)).toMatchObject({ code: 'model-newer' });
    const others = estimateTypingPopulation([4, 5, 6].map((seed) => [createTypist(seed)(400)]));
    expect(createTypingBehaviour(others).decode(behaviour.encode(profile))).toMatchObject({
      message: expect.stringContaining('another population') as string,
    });
    const reweighted = createTypingBehaviour({ ...population, weights: { dwell: 1, downDown: 1, flight: 1, bias: 0 } });
    expect(reweighted.decode(behaviour.encode(profile)).ok).toBe(true);
  });
});
