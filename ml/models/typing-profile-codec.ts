/** A typing profile as bytes: sums by opaque key slot and pair of slots, and nothing of when they were typed. */
import { SLOT_COUNT, UNKNOWN_SLOT } from '../../contract/events.ts';
import type { Result } from '../../contract/result.ts';
import type { Moments } from '../population/moments.ts';
import { TIMING_KINDS, type TimingKind } from '../population/timing-scales.ts';
import { slotsOf } from '../population/typing-times.ts';
import type { ByteReader, ByteWriter } from './bytes.ts';
import { open, seal, type ModelError, type ModelFormat } from './envelope.ts';
import { forEachKind, MAX_PAIRS, MOST_TIMES, type KindProfile, type TypingProfile } from './typing-profile.ts';

const FORMAT: ModelFormat = { magic: 'SHty', version: 1, title: 'typing profile' };

/** Steps in which a mean is kept: no finer than one part in a thousand of a time. */
const MEAN_STEP = 1e-3;
const COUNT_STEP = 1e-2;
const SQUARES_STEP = 1e-3;
/** No scaled time is this far from zero. */
const MOST_MEAN = 20;

const inSteps = (value: number, step: number): number => Math.round(value / step);

const byNumber = ([one]: readonly [number, unknown], [other]: readonly [number, unknown]): number => one - other;

const writeKind = (writer: ByteWriter, { groups, tempo }: KindProfile): void => {
  const { sittings, sum, running } = tempo;
  for (const value of [sittings, sum, running.times, running.sum, running.weight]) writer.f32(value);
  writer.varint(groups.size);
  let previous = 0;
  for (const [group, { n, mean, squares }] of [...groups].sort(byNumber)) {
    writer.varint(group - previous);
    writer.varint(Math.max(1, inSteps(n, COUNT_STEP)));
    writer.zigzag(inSteps(mean, MEAN_STEP));
    writer.varint(inSteps(squares, SQUARES_STEP));
    previous = group;
  }
};

/**
 * Body: the population's number (32 bit), the keystrokes learned (32 bit); the number of slots seen, and of each slot and
 * class (8 bit each); of each kind the tempo history (five 32-bit floats), then its groups, ascending: the step from the
 * one before, count in hundredths (varints), mean in thousandths (zigzag), sum of squares in thousandths (varint).
 */
export const encodeTypingProfile = (profile: TypingProfile, population: number): Uint8Array =>
  seal(FORMAT, (writer) => {
    writer.u32(population);
    writer.u32(profile.actions);
    writer.u8(profile.classOf.size);
    for (const [slot, keyClass] of [...profile.classOf].sort(byNumber)) {
      writer.u8(slot);
      writer.u8(keyClass);
    }
    for (const kind of TIMING_KINDS) writeKind(writer, profile.kinds[kind]);
  });

const readFinite = (reader: ByteReader): number => {
  const value = reader.f32();
  if (!Number.isFinite(value)) throw new RangeError('it has a number that is none');
  return value;
};

const readWeight = (reader: ByteReader): number => {
  const value = readFinite(reader);
  if (value < 0) throw new RangeError('it has a negative weight');
  return value;
};

const checkGroup = (kind: TimingKind, group: number, previous: number): void => {
  const [before, slot] = slotsOf(group);
  const hasPair = before > UNKNOWN_SLOT && before < SLOT_COUNT;
  if (slot === UNKNOWN_SLOT || hasPair !== (kind !== 'dwell')) throw new RangeError('it has times of an unknown key');
  if (group <= previous) throw new RangeError('its keys are out of order');
};

const readMoments = (reader: ByteReader): Moments => {
  const n = reader.varint() * COUNT_STEP;
  const mean = reader.zigzag() * MEAN_STEP;
  const squares = reader.varint() * SQUARES_STEP;
  if (n <= 0 || n > MOST_TIMES || Math.abs(mean) > MOST_MEAN) throw new RangeError('it has a time that no hand takes');
  return { n, mean, squares };
};

const readKind = (reader: ByteReader, kind: TimingKind): KindProfile => {
  const sittings = readWeight(reader);
  const sum = readFinite(reader);
  const running = { times: readWeight(reader), sum: readFinite(reader), weight: readWeight(reader) };
  const count = reader.varint();
  if (count > Math.max(MAX_PAIRS, SLOT_COUNT)) throw new RangeError('it has a pair too many');
  const groups = new Map<number, Moments>();
  let previous = 0;
  for (let i = 0; i < count; i += 1) {
    const group = previous + reader.varint();
    checkGroup(kind, group, previous);
    groups.set(group, readMoments(reader));
    previous = group;
  }
  return { groups, tempo: { sittings, sum, running } };
};

const readClasses = (reader: ByteReader): ReadonlyMap<number, number> => {
  const classOf = new Map<number, number>();
  const count = reader.u8();
  for (let i = 0; i < count; i += 1) classOf.set(reader.u8(), reader.u8());
  if (classOf.size !== count || classOf.has(UNKNOWN_SLOT)) throw new RangeError('its keys are mixed up');
  return classOf;
};

/** Reads a profile that scores and learns on as the one that was encoded, but for rounding. */
export const decodeTypingProfile = (bytes: Uint8Array, population: number): Result<TypingProfile, ModelError> =>
  open(FORMAT, bytes, (reader) => {
    if (reader.u32() !== population) throw new RangeError('it was learned beside another population');
    const actions = reader.u32();
    const classOf = readClasses(reader);
    return { actions, classOf, kinds: forEachKind((kind) => readKind(reader, kind)) };
  });
