/** What a replay plays: a recording from a file, or a simulated sitting. */
import type { SourceEvent } from '../../contract/events.ts';
import { readRecordingBlocks, type RecordingBlock } from '../sensor/recording-reader.ts';

export interface PlayedInput {
  readonly name: string;
  /** Events in time order, `timeMs` from the input's own beginning. */
  readonly blocks: () => AsyncIterable<RecordingBlock> | Iterable<RecordingBlock>;
}

/** @throws CodedError from the blocks, see `readRecordingBlocks`. */
export const fromRecording = (path: string, name: string): PlayedInput => ({
  name,
  blocks: () => readRecordingBlocks(path),
});

const toBlock = (events: readonly SourceEvent[]): RecordingBlock => ({
  count: events.length,
  timeMs: Float64Array.from(events, ({ timeMs }) => timeMs),
  kind: Uint8Array.from(events, ({ kind }) => kind),
  code: Int32Array.from(events, ({ code }) => code),
  x: Float64Array.from(events, ({ x }) => x),
  y: Float64Array.from(events, ({ y }) => y),
});

/** Events that `make` yields when they are asked for. */
export const fromEvents = (name: string, make: () => readonly SourceEvent[]): PlayedInput => ({
  name,
  blocks: () => [toBlock(make())],
});
