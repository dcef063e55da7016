/** Makes one numbered, timed stream of what one sensor process after another sends. */
import type { EventBatch } from '../../contract/events.ts';

export interface Sequence {
  /** The batch with its number and dropped sum in the whole stream. */
  readonly renumber: (batch: EventBatch) => EventBatch;
  /** Takes the dropped sum that the present process reports. */
  readonly noteDropped: (dropped: number) => void;
  /** The process ended; `lost` when events it had gathered may be gone: the numbering then leaves a hole of one. */
  readonly cut: (lost: boolean) => void;
  /** Batches lost on their way, as the holes in the numbers tell. */
  readonly lostBatches: () => number;
  readonly dropped: () => number;
  /** Time of the last event, in ms since the capture began. */
  readonly lastT: () => number;
}

export const createSequence = (): Sequence => {
  let base = 0;
  let next = 0;
  let lostBatches = 0;
  let droppedBefore = 0;
  let dropped = 0;
  let lastT = 0;
  const noteDropped = (sum: number): void => {
    dropped = Math.max(dropped, droppedBefore + sum);
  };
  return {
    renumber: (batch) => {
      const seq = base + batch.seq;
      lostBatches += seq - next;
      next = seq + 1;
      noteDropped(batch.dropped);
      lastT = batch.t[batch.count - 1] ?? lastT;
      return { ...batch, seq, dropped: droppedBefore + batch.dropped };
    },
    noteDropped,
    cut: (lost) => {
      if (lost) {
        lostBatches++;
        next++;
      }
      base = next;
      droppedBefore = dropped;
    },
    lostBatches: () => lostBatches,
    dropped: () => dropped,
    lastT: () => lastT,
  };
};
