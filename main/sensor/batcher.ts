/** Gathers normalised events in preallocated columns and hands them on in numbered batches. */
import { BATCH_EVENTS, BATCH_MS, type EventBatch } from '../../contract/events.ts';
import type { Schedule } from '../shared/schedule.ts';

export interface BatcherOptions {
  /** Gets each batch. Its columns are used again for the next one: copy or encode what must outlive the call. */
  readonly deliver: (batch: EventBatch) => void;
  /** Bounds how long an event waits ({@link BATCH_MS}); without it batches go out only full or flushed. */
  readonly schedule?: Schedule;
}

export interface Batcher {
  readonly add: (t: number, kind: number, slot: number, keyClass: number, x: number, y: number) => void;
  /** Delivers what there is; an empty batch is never delivered. */
  readonly flush: () => void;
  /** Notes that `events` delivered before were lost on their way; later batches carry the sum. */
  readonly noteDropped: (events: number) => void;
  /** Events lost so far. */
  readonly dropped: () => number;
}

export const createBatcher = ({ deliver, schedule }: BatcherOptions): Batcher => {
  const t = new Float64Array(BATCH_EVENTS);
  const kind = new Uint8Array(BATCH_EVENTS);
  const slot = new Uint16Array(BATCH_EVENTS);
  const keyClass = new Uint8Array(BATCH_EVENTS);
  const x = new Float32Array(BATCH_EVENTS);
  const y = new Float32Array(BATCH_EVENTS);
  let count = 0;
  let seq = 0;
  let dropped = 0;
  let cancel: (() => void) | null = null;

  const flush = (): void => {
    cancel?.();
    cancel = null;
    if (count === 0) return;
    const batch = { seq, count, dropped, t, kind, slot, keyClass, x, y };
    seq++;
    count = 0;
    deliver(batch);
  };

  return {
    add: (eventT, eventKind, eventSlot, eventClass, eventX, eventY) => {
      t[count] = eventT;
      kind[count] = eventKind;
      slot[count] = eventSlot;
      keyClass[count] = eventClass;
      x[count] = eventX;
      y[count] = eventY;
      count++;
      if (count === BATCH_EVENTS) flush();
      else if (count === 1 && schedule !== undefined) cancel = schedule(flush, BATCH_MS);
    },
    flush,
    noteDropped: (events) => {
      dropped += events;
    },
    dropped: () => dropped,
  };
};
