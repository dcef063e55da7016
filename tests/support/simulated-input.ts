/** Simulated people as batches for an engine, or as events for a recording. */
import { BATCH_EVENTS, type EventBatch, type SourceEvent } from '../../contract/events.ts';
import { createKeySlots } from '../../main/sensor/key-slots.ts';
import { createPipeline } from '../../main/sensor/pipeline.ts';
import { createRandom } from '../../ml/random.ts';
import { createPerson, generateSession, type SessionOptions } from '../../ml/simulation/session.ts';

/** Key slots of all simulated input. */
export const slotOf = createKeySlots(new Uint8Array(32).fill(7));

/** A sitting of simulated person `person`. The same numbers give the same events. */
export const sitting = (person: number, day: number, options: SessionOptions): SourceEvent[] =>
  generateSession(createPerson(person), options, createRandom(person * 1000 + day));

/** Hands events to `take` in batches as the sensor would, numbered from 0. */
export const inBatches = (events: readonly SourceEvent[], take: (batch: EventBatch) => void): void => {
  const pipeline = createPipeline({ slotOf, deliver: take });
  for (const { timeMs, kind, code, x, y } of events) pipeline.push(timeMs, kind, code, x, y);
  pipeline.flush();
};

/** A copy whose columns no one reuses: what crosses a thread. */
export const copyBatch = (batch: EventBatch): EventBatch => ({
  ...batch,
  t: batch.t.slice(0, BATCH_EVENTS),
  kind: batch.kind.slice(0, BATCH_EVENTS),
  slot: batch.slot.slice(0, BATCH_EVENTS),
  keyClass: batch.keyClass.slice(0, BATCH_EVENTS),
  x: batch.x.slice(0, BATCH_EVENTS),
  y: batch.y.slice(0, BATCH_EVENTS),
});
