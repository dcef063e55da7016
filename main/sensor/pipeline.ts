/** From a source's event to a batch in one synchronous call: the sensor process and in-process replay run the same. */
import type { EventBatch, EventCounts } from '../../contract/events.ts';
import { createBatcher } from './batcher.ts';
import { createNormaliser, type NormalisedSink, type NormaliserOptions, type SensorFaults } from './normaliser.ts';
import type { Schedule } from '../shared/schedule.ts';
import type { Emit } from './source.ts';

export interface PipelineOptions {
  /** Slot of a key code, see `createKeySlots`. */
  readonly slotOf: (code: number) => number;
  /** Gets each batch; its columns are reused, see `BatcherOptions.deliver`. */
  readonly deliver: (batch: EventBatch) => void;
  /** Timer for live capture; leave it out for replay. */
  readonly schedule?: Schedule;
  /** See `NormaliserOptions.origin`. */
  readonly origin?: NormaliserOptions['origin'];
  /** Sees each normalised event with its key code: for recordings, inside the sensor only. */
  readonly tap?: NormalisedSink;
}

export interface Pipeline {
  readonly push: Emit;
  readonly flush: () => void;
  /** Notes events lost after delivery; see `Batcher.noteDropped`. */
  readonly noteDropped: (events: number) => void;
  readonly dropped: () => number;
  readonly counts: () => EventCounts;
  readonly faults: () => SensorFaults;
}

export const createPipeline = ({ slotOf, deliver, schedule, origin, tap }: PipelineOptions): Pipeline => {
  const { add, flush, noteDropped, dropped } = createBatcher({
    deliver,
    ...(schedule === undefined ? {} : { schedule }),
  });
  const sink: NormalisedSink =
    tap === undefined
      ? add
      : (t, kind, slot, keyClass, x, y, code) => {
          tap(t, kind, slot, keyClass, x, y, code);
          add(t, kind, slot, keyClass, x, y);
        };
  const { push, counts, faults } = createNormaliser({ slotOf, sink, ...(origin === undefined ? {} : { origin }) });
  return { push, flush, noteDropped, dropped, counts, faults };
};
