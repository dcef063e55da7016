/** A digraph profile as bytes: for every key slot and pair of slots its sorted times, and nothing of when they were seen. */
import { SLOT_COUNT, UNKNOWN_SLOT } from '../../contract/events.ts';
import type { Result } from '../../contract/result.ts';
import type { ByteReader, ByteWriter } from './bytes.ts';
import { createDigraphProfile, MAX_PAIRS, type DigraphProfile } from './digraph-profile.ts';
import { open, seal, type ModelError, type ModelFormat } from './envelope.ts';
import { SAMPLE_CAPACITY, type SortedSamples } from './sorted-sample.ts';

const FORMAT: ModelFormat = { magic: 'SHdg', version: 1, title: 'digraph profile' };

/** The first value, then the step from each to the next: mostly one byte each. */
const writeGroup = (writer: ByteWriter, { values, count }: SortedSamples, group: number): void => {
  const start = group * SAMPLE_CAPACITY;
  const held = count[group] ?? 0;
  writer.u8(held);
  let previous = 0;
  for (let at = start; at < start + held; at++) {
    const value = values[at] ?? 0;
    if (at === start) writer.zigzag(value);
    else writer.varint(value - previous);
    previous = value;
  }
};

const readGroup = (reader: ByteReader, { values, count }: SortedSamples, group: number): void => {
  const held = reader.u8();
  if (held > SAMPLE_CAPACITY) throw new RangeError('it has a sample too many');
  count[group] = held;
  let value = 0;
  for (let i = 0; i < held; i++) {
    value = i === 0 ? reader.zigzag() : value + reader.varint();
    if (Math.abs(value) > 0x7fff) throw new RangeError('it has a time that no hand takes');
    values[group * SAMPLE_CAPACITY + i] = value;
  }
};

/**
 * Body: for each slot from 1 its dwells; the number of pairs (16 bit), then for each pair, in the
 * order of their numbers so that nothing tells which was typed when, both slots packed (16 bit), its flights and its press-to-press times. A sample is its length (8 bit), its
 * smallest value (zigzag varint) and the steps upwards (varints). Under 150 KB however full the profile is.
 */
export const encodeDigraphProfile = (profile: DigraphProfile): Uint8Array =>
  seal(FORMAT, (writer) => {
    for (let slot = 1; slot < SLOT_COUNT; slot++) writeGroup(writer, profile.dwell, slot);
    writer.u16(profile.pairs);
    const order = Array.from({ length: profile.pairs }, (_, pair) => pair);
    order.sort((a, b) => (profile.keyOf[a] ?? 0) - (profile.keyOf[b] ?? 0));
    for (const pair of order) {
      writer.u16(profile.keyOf[pair] ?? 0);
      writeGroup(writer, profile.flight, pair);
      writeGroup(writer, profile.downDown, pair);
    }
  });

const readProfile = (reader: ByteReader): DigraphProfile => {
  const profile = createDigraphProfile();
  for (let slot = 1; slot < SLOT_COUNT; slot++) readGroup(reader, profile.dwell, slot);
  const pairs = reader.u16();
  if (pairs > MAX_PAIRS) throw new RangeError('it has a pair too many');
  let previous = 0;
  let samples = 0;
  for (let pair = 0; pair < pairs; pair++) {
    const key = reader.u16();
    if (key < SLOT_COUNT || key % SLOT_COUNT === UNKNOWN_SLOT) throw new RangeError('it has a pair of an unknown key');
    if (key <= previous) throw new RangeError('its pairs are out of order');
    previous = key;
    profile.pairOf[key] = pair + 1;
    profile.keyOf[pair] = key;
    readGroup(reader, profile.flight, pair);
    readGroup(reader, profile.downDown, pair);
    samples += Math.max(profile.flight.count[pair] ?? 0, profile.downDown.count[pair] ?? 0);
  }
  profile.pairs = pairs;
  profile.additions = samples;
  return profile;
};

/** Reads a profile that scores as the one that was encoded and learns on like it. */
export const decodeDigraphProfile = (bytes: Uint8Array): Result<DigraphProfile, ModelError> =>
  open(FORMAT, bytes, readProfile);
