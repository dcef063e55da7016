/** What the agent and its sensor process say to each other. */
import type { EventCounts } from '../../contract/events.ts';
import type { ErrorCode } from '../../contract/result.ts';
import type { GuardOrders } from '../guard/guard-orders.ts';
import type { SensorFaults } from './normaliser.ts';

/** Where the sensor takes its events from. `speed` as in `ReplayOptions`. */
export type SourceSpec =
  { readonly kind: 'hook' } | { readonly kind: 'replay'; readonly path: string; readonly speed: number | null };

export type ToSensor =
  | {
      readonly type: 'start';
      readonly source: SourceSpec;
      /** Of the key slots, 32 bytes. */
      readonly secret: Uint8Array;
      /** Capture time at which this process begins, in ms: later than any event of the one before. */
      readonly startMs: number;
      /** File to record to, or null. */
      readonly recordTo: string | null;
    }
  /** What to do should the agent be ended by force; null: nothing. */
  | { readonly type: 'guard'; readonly orders: GuardOrders | null }
  | { readonly type: 'stop' };

/** Sent every {@link HEARTBEAT_MS} while there are events, every second time while there are none, and at the end. */
export interface Health {
  readonly type: 'health';
  readonly counts: EventCounts;
  readonly faults: SensorFaults;
  readonly dropped: number;
}

export type FromSensor =
  | { readonly type: 'running' }
  | { readonly type: 'batch'; readonly bytes: ArrayBuffer }
  | Health
  /** Nothing more will come: a replay is over (`error` null), or the source or the recording failed. */
  | { readonly type: 'ended'; readonly error: { readonly code: ErrorCode; readonly message: string } | null };

export const HEARTBEAT_MS = 500;

const TYPES: ReadonlySet<unknown> = new Set(['running', 'batch', 'health', 'ended'] satisfies FromSensor['type'][]);

export const isFromSensor = (message: unknown): message is FromSensor =>
  typeof message === 'object' && message !== null && 'type' in message && TYPES.has(message.type);
