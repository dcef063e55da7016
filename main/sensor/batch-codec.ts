/**
 * A batch as one `ArrayBuffer`, to cross processes and threads. Little-endian, 24 bytes of header and 20 a row:
 *
 * | offset | type | what |
 * |---|---|---|
 * | 0 | u32 | magic `SHEB` |
 * | 4 | u16 | version, 1 |
 * | 6 | u16 | rows *n* |
 * | 8 | f64 | sequence number |
 * | 16 | f64 | events dropped so far |
 * | 24 | f64 × n, f32 × n, f32 × n, u16 × n, u8 × n, u8 × n | `t`, `x`, `y`, `slot`, `kind`, `keyClass` |
 *
 * Columns are views in the machine's own byte order, little-endian wherever Node runs today.
 */
import { EVENT_KINDS, SLOT_COUNT, type EventBatch } from '../../contract/events.ts';
import { err, ok, type Result } from '../../contract/result.ts';

const MAGIC = 0x42454853;
const VERSION = 1;
const HEADER_BYTES = 24;
const ROW_BYTES = 20;
const MAX_ROWS = 0xffff;

type Columns = Omit<EventBatch, 'seq' | 'count' | 'dropped'>;

const columnsOf = (buffer: ArrayBuffer, rows: number): Columns => {
  const atX = HEADER_BYTES + 8 * rows;
  const atY = atX + 4 * rows;
  const atSlot = atY + 4 * rows;
  const atKind = atSlot + 2 * rows;
  return {
    t: new Float64Array(buffer, HEADER_BYTES, rows),
    x: new Float32Array(buffer, atX, rows),
    y: new Float32Array(buffer, atY, rows),
    slot: new Uint16Array(buffer, atSlot, rows),
    kind: new Uint8Array(buffer, atKind, rows),
    keyClass: new Uint8Array(buffer, atKind + rows, rows),
  };
};

/** Copies a batch of at most 65,535 rows into a buffer of its own. */
export const encodeBatch = (batch: EventBatch): ArrayBuffer => {
  const { count } = batch;
  if (count > MAX_ROWS) throw new RangeError(`a batch holds at most ${String(MAX_ROWS)} events`);
  const buffer = new ArrayBuffer(HEADER_BYTES + ROW_BYTES * count);
  const header = new DataView(buffer);
  header.setUint32(0, MAGIC, true);
  header.setUint16(4, VERSION, true);
  header.setUint16(6, count, true);
  header.setFloat64(8, batch.seq, true);
  header.setFloat64(16, batch.dropped, true);
  const columns = columnsOf(buffer, count);
  columns.t.set(batch.t.subarray(0, count));
  columns.x.set(batch.x.subarray(0, count));
  columns.y.set(batch.y.subarray(0, count));
  columns.slot.set(batch.slot.subarray(0, count));
  columns.kind.set(batch.kind.subarray(0, count));
  columns.keyClass.set(batch.keyClass.subarray(0, count));
  return buffer;
};

const isCount = (value: number): boolean => Number.isSafeInteger(value) && value >= 0;

/** What is wrong with a row, or null. */
const rowFault = ({ t, kind, slot, x, y }: Columns, rows: number): string | null => {
  let last = 0;
  for (let row = 0; row < rows; row++) {
    const time = t[row] ?? NaN;
    if (!(time >= last && time < Infinity)) return `time out of order in row ${String(row)}`;
    last = time;
    if ((kind[row] ?? EVENT_KINDS.length) >= EVENT_KINDS.length) return `unknown kind in row ${String(row)}`;
    if ((slot[row] ?? SLOT_COUNT) >= SLOT_COUNT) return `slot out of range in row ${String(row)}`;
    if (!Number.isFinite(x[row]) || !Number.isFinite(y[row])) return `position not a number in row ${String(row)}`;
  }
  return null;
};

/** The batch in `buffer`, checked; its columns are views, so the buffer can be transferred on with it. */
export const decodeBatch = (buffer: ArrayBuffer): Result<EventBatch, 'internal'> => {
  const fault = (what: string) => err('internal', `malformed event batch: ${what}`);
  if (buffer.byteLength < HEADER_BYTES) return fault('shorter than its header');
  const header = new DataView(buffer);
  if (header.getUint32(0, true) !== MAGIC) return fault('no batch at all');
  if (header.getUint16(4, true) !== VERSION) return fault(`version ${String(header.getUint16(4, true))}`);
  const count = header.getUint16(6, true);
  if (buffer.byteLength !== HEADER_BYTES + ROW_BYTES * count) return fault('length and row count disagree');
  const seq = header.getFloat64(8, true);
  const dropped = header.getFloat64(16, true);
  if (!isCount(seq) || !isCount(dropped)) return fault('header is not a count');
  const columns = columnsOf(buffer, count);
  const wrong = rowFault(columns, count);
  return wrong === null ? ok({ seq, count, dropped, ...columns }) : fault(wrong);
};
