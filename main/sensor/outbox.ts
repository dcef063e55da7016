/** A bounded queue in front of a slow reader: what does not fit is counted, never silently lost. */

/** Batches waiting beyond those on their way: about 16,000 events, or 15 s of fast pointing. */
const CAPACITY = 256;
/** Batches handed to the channel and not yet written. */
const IN_FLIGHT = 16;

export interface OutboxOptions<T> {
  /** Hands one item to the channel; `done` when the channel has written it. */
  readonly send: (item: T, done: () => void) => void;
  /** Longest queue. */
  readonly capacity?: number;
  /** Most items in the channel at once. */
  readonly inFlight?: number;
}

export interface Outbox<T> {
  /** False when the queue is full: the item is not taken. The newest goes, so that what arrives has one hole. */
  readonly offer: (item: T) => boolean;
  /** Resolves as soon as everything offered is written. */
  readonly drained: () => Promise<void>;
}

export const createOutbox = <T>({
  send,
  capacity = CAPACITY,
  inFlight: most = IN_FLIGHT,
}: OutboxOptions<T>): Outbox<T> => {
  const queue: T[] = [];
  let waiting: (() => void)[] = [];
  let inFlight = 0;

  const pump = (): void => {
    while (inFlight < most) {
      const item = queue.shift();
      if (item === undefined) break;
      inFlight++;
      send(item, () => {
        inFlight--;
        pump();
      });
    }
    if (inFlight > 0 || queue.length > 0) return;
    const ready = waiting;
    waiting = [];
    for (const resolve of ready) resolve();
  };

  return {
    offer: (item) => {
      if (queue.length >= capacity) return false;
      queue.push(item);
      pump();
      return true;
    },
    drained: () =>
      new Promise((resolve) => {
        waiting.push(resolve);
        pump();
      }),
  };
};
