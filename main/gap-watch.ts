/** Finds holes in the stream of batches: what was lost is a coverage gap, never silent. */
import type { EventBatch } from '../contract/events.ts';

export interface Gap {
  readonly lostBatches: number;
  readonly lostEvents: number;
}

export interface GapWatch {
  /** What was lost between the batch before and this one; null when nothing was. */
  note(batch: Pick<EventBatch, 'seq' | 'dropped'>): Gap | null;
  total(): Gap & { readonly gaps: number };
}

export const createGapWatch = (): GapWatch => {
  let nextSeq = 0;
  let dropped = 0;
  let gaps = 0;
  let lostBatches = 0;
  let lostEvents = 0;

  return {
    note: (batch) => {
      const gap = { lostBatches: Math.max(0, batch.seq - nextSeq), lostEvents: Math.max(0, batch.dropped - dropped) };
      nextSeq = batch.seq + 1;
      dropped = Math.max(dropped, batch.dropped);
      if (gap.lostBatches === 0 && gap.lostEvents === 0) return null;
      gaps += 1;
      lostBatches += gap.lostBatches;
      lostEvents += gap.lostEvents;
      return gap;
    },
    total: () => ({ gaps, lostBatches, lostEvents }),
  };
};
