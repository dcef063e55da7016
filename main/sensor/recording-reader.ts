/** Reads recordings as a stream, in bounded memory however large or broken the file is. */
import type { KindNumber } from '../../contract/events.ts';
import { CHUNK_BYTES, invalidRecording, recordingBytes } from './recording-bytes.ts';
import { RECORDING_HEADER } from './recording-format.ts';
import { createLineSplitter, MAX_LINE_BYTES } from './recording-lines.ts';
import { emptyRow, readRow } from './recording-row.ts';
import type { Emit } from './source.ts';

/** What a recording may hold at most. */
export interface RecordingLimits {
  readonly maxEvents: number;
  /** Bytes after decompression: a small file can hold a very large one. */
  readonly maxBytes: number;
}

const DEFAULT_LIMITS: RecordingLimits = { maxEvents: 50_000_000, maxBytes: 2 * 2 ** 30 };

/** The shortest line is `0,kd,0,,`: so many lines fit a chunk, with one begun in the chunk before it. */
const BLOCK_EVENTS = Math.ceil(CHUNK_BYTES / '0,kd,0,,\n'.length) + 1;

/** Consecutive events in columns, `count` of them. The columns are used again for the next block. */
export interface RecordingBlock {
  readonly count: number;
  readonly timeMs: Float64Array;
  readonly kind: Uint8Array;
  readonly code: Int32Array;
  readonly x: Float64Array;
  readonly y: Float64Array;
}

const HEADER_BYTES = new TextEncoder().encode(RECORDING_HEADER);

const isHeader = (bytes: Uint8Array, from: number, to: number): boolean =>
  to - from === HEADER_BYTES.length && HEADER_BYTES.every((byte, index) => bytes[from + index] === byte);

const createParser = (path: string, { maxEvents }: RecordingLimits) => {
  const timeMs = new Float64Array(BLOCK_EVENTS);
  const kind = new Uint8Array(BLOCK_EVENTS);
  const code = new Int32Array(BLOCK_EVENTS);
  const x = new Float64Array(BLOCK_EVENTS);
  const y = new Float64Array(BLOCK_EVENTS);
  const row = emptyRow();
  let lines = 0;
  let count = 0;
  let last = 0;

  const fail = (what: string): never => {
    throw invalidRecording(path, `line ${String(lines)}: ${what}`);
  };
  const line = (bytes: Uint8Array, from: number, to: number): void => {
    lines++;
    if (lines === 1) {
      if (!isHeader(bytes, from, to)) fail(`a recording begins with the line ${RECORDING_HEADER}`);
      return;
    }
    if (lines - 1 > maxEvents) fail(`a recording holds at most ${String(maxEvents)} events`);
    const fault = readRow(bytes, from, to, row);
    if (fault !== null) fail(fault);
    if (row.timeMs < last) fail('the time is earlier than the line before');
    last = row.timeMs;
    timeMs[count] = last;
    kind[count] = row.kind;
    code[count] = row.code;
    x[count] = row.x;
    y[count] = row.y;
    count++;
  };
  const splitter = createLineSplitter(line, () => {
    lines++;
    return fail(`longer than ${String(MAX_LINE_BYTES)} bytes`);
  });
  const take = (): RecordingBlock => {
    const block = { count, timeMs, kind, code, x, y };
    count = 0;
    return block;
  };

  return {
    push: (chunk: Uint8Array): RecordingBlock => {
      splitter.push(chunk);
      return take();
    },
    end: (): RecordingBlock => {
      splitter.end();
      if (lines === 0) throw invalidRecording(path, 'it is empty');
      return take();
    },
  };
};

/**
 * The events of a recording (`.csv.gz` or `.csv`, see `recording-format.ts`), block by block. Throws a `CodedError`:
 * `recording-missing`, or `recording-invalid` with the line and what is wrong there, never with what it holds.
 */
export async function* readRecordingBlocks(
  path: string,
  limits: Partial<RecordingLimits> = {},
): AsyncGenerator<RecordingBlock, void> {
  const all = { ...DEFAULT_LIMITS, ...limits };
  const parser = createParser(path, all);
  let bytes = 0;
  for await (const chunk of recordingBytes(path)) {
    bytes += chunk.length;
    if (bytes > all.maxBytes) throw invalidRecording(path, `it unpacks to more than ${String(all.maxBytes)} bytes`);
    yield parser.push(chunk);
  }
  yield parser.end();
}

/** Emits the events of a block in order. */
export const emitBlock = (block: RecordingBlock, emit: Emit): void => {
  const { count, timeMs, kind, code, x, y } = block;
  for (let row = 0; row < count; row++)
    emit(timeMs[row] ?? 0, (kind[row] ?? 0) as KindNumber, code[row] ?? 0, x[row] ?? 0, y[row] ?? 0);
};

/**
 * Emits every event of a recording as fast as it can be read; resolves with how many there were. Rejects as
 * {@link readRecordingBlocks} throws; what was emitted before the fault stays emitted.
 */
export const readRecording = async (
  path: string,
  emit: Emit,
  limits: Partial<RecordingLimits> = {},
): Promise<{ readonly events: number }> => {
  let events = 0;
  for await (const block of readRecordingBlocks(path, limits)) {
    emitBlock(block, emit);
    events += block.count;
  }
  return { events };
};
