/** A pointing profile as bytes: means and sums of many actions, no finer than a thousandth of their spread. */
import type { Result } from '../../contract/result.ts';
import type { ByteReader, ByteWriter } from './bytes.ts';
import { open, seal, type ModelError, type ModelFormat } from './envelope.ts';
import {
  emptyClockProfile,
  eachClock,
  type ClockProfile,
  type PointingProfile,
  type PointingReferences,
} from './pointing-profile.ts';
import type { PointingReference } from './pointing-reference.ts';
import { POINTER_CLOCKS } from '../population/pointing-population.ts';

const FORMAT: ModelFormat = { magic: 'SHpt', version: 1, title: 'pointing profile' };

const FINENESS = 1_000;
/** No mean of normal scores, and none of whitened coordinates, lies so far out. */
const MOST = 1e5;

/** A sum as the mean that it stands for. */
const writeMeans = (writer: ByteWriter, sums: Float64Array, weight: number): void => {
  for (const sum of sums) writer.zigzag(weight > 0 ? Math.round((sum / weight) * FINENESS) : 0);
};

const readMeans = (reader: ByteReader, sums: Float64Array, weight: number): void => {
  for (let i = 0; i < sums.length; i += 1) sums[i] = (reader.zigzag() / FINENESS) * weight;
};

const readNumber = (reader: ByteReader, least: number): number => {
  const value = reader.f32();
  if (!(value >= least && value <= MOST)) throw new RangeError('it has a number that makes no sense');
  return value;
};

const writeClock = (writer: ByteWriter, profile: ClockProfile): void => {
  const { speed, chunks, held, current, open: chunk } = profile;
  writer.varint(profile.actions);
  writer.f32(profile.weight);
  writer.f32(Math.sqrt(profile.squares));
  writeMeans(writer, profile.scores, profile.weight);
  const dimensions = speed.sum.length / speed.count.length;
  speed.count.forEach((count, k) => {
    writer.f32(count);
    writeMeans(writer, speed.sum.subarray(k * dimensions, (k + 1) * dimensions), count);
  });
  writer.f32(chunks.weight);
  writeMeans(writer, chunks.sum, chunks.weight);
  writeMeans(writer, chunks.squares, chunks.weight);
  for (const value of [held.weight, held.movement, held.movementSquares, held.speed, held.speedSquares]) {
    writer.f32(value);
  }
  writer.varint(current.actions);
  writer.f32(current.weight);
  writer.u8(chunk.actions);
  writer.u8(Number.isNaN(chunk.speed) ? 0 : 1);
  writer.f32(Number.isNaN(chunk.speed) ? 0 : chunk.speed);
  writeMeans(writer, chunk.scores, chunk.actions);
};

const readClock = (reader: ByteReader, reference: PointingReference): ClockProfile => {
  const empty = emptyClockProfile(reference);
  const actions = reader.varint();
  const weight = readNumber(reader, 0);
  const squares = readNumber(reader, 0) ** 2;
  readMeans(reader, empty.scores, weight);
  const { speed, chunks, open: chunk } = empty;
  const { dimensions } = reference.speed;
  for (let k = 0; k < speed.count.length; k += 1) {
    const count = readNumber(reader, 0);
    speed.count[k] = count;
    readMeans(reader, speed.sum.subarray(k * dimensions, (k + 1) * dimensions), count);
  }
  const chunkWeight = readNumber(reader, 0);
  readMeans(reader, chunks.sum, chunkWeight);
  readMeans(reader, chunks.squares, chunkWeight);
  const held = {
    weight: readNumber(reader, 0),
    movement: readNumber(reader, -MOST),
    movementSquares: readNumber(reader, 0),
    speed: readNumber(reader, -MOST),
    speedSquares: readNumber(reader, 0),
  };
  const current = { actions: reader.varint(), weight: readNumber(reader, 0) };
  const openActions = reader.u8();
  const isJudged = reader.u8() === 1;
  const openSpeed = readNumber(reader, -MOST);
  readMeans(reader, chunk.scores, openActions);
  return {
    ...empty,
    actions,
    weight,
    squares,
    chunks: { ...chunks, weight: chunkWeight },
    held,
    current,
    open: { ...chunk, actions: openActions, speed: isJudged ? openSpeed : Number.NaN },
  };
};

/**
 * Body: the checksum of the population of each clock (32 bit each), the weight on a coarse clock (32-bit float); for each
 * clock its sums, as means in thousandths (zigzag varints) with their weights (32-bit floats). Under 20 KB.
 */
export const encodePointingProfile = (references: PointingReferences, profile: PointingProfile): Uint8Array =>
  seal(FORMAT, (writer) => {
    for (const clock of POINTER_CLOCKS) writer.u32(references[clock].population.id);
    writer.f32(profile.onCoarse);
    for (const clock of POINTER_CLOCKS) {
      writeClock(writer, profile.by[clock]);
    }
  });

/** Refuses a profile that was learned against other people in general: its numbers would mean something else. */
export const decodePointingProfile = (
  references: PointingReferences,
  bytes: Uint8Array,
): Result<PointingProfile, ModelError> =>
  open(FORMAT, bytes, (reader) => {
    for (const clock of POINTER_CLOCKS) {
      if (reader.u32() !== references[clock].population.id) {
        throw new RangeError('it was learned against other statistics of people in general');
      }
    }
    const onCoarse = readNumber(reader, 0);
    return { onCoarse, by: eachClock((clock) => readClock(reader, references[clock])) };
  });
