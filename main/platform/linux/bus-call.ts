/** A method call on a message bus and its answer. */

/** A value with its own signature, for arguments of type `v`. */
export interface BusVariant {
  readonly variantOf: string;
  readonly value: unknown;
}

export interface BusCall {
  readonly destination: string;
  readonly path: string;
  readonly interface: string;
  readonly member: string;
  readonly signature?: string;
  /** Dictionaries are plain objects, 64-bit integers `bigint`, variants {@link BusVariant}. */
  readonly body?: readonly unknown[];
  readonly limitMs?: number;
  /** Whether a service that is not running may be started to answer. */
  readonly autoStart?: boolean;
}

/** `absent`: nobody has the name that was called. `refused`: somebody does, and answered with an error. */
export type BusFailure = 'no-bus' | 'absent' | 'refused' | 'timed-out';

/** `body` is the answer with variants unwrapped. */
export type BusReply =
  | { readonly ok: true; readonly body: readonly unknown[] }
  | { readonly ok: false; readonly failure: BusFailure; readonly message: string };

export const busFailure = (failure: BusFailure, message: string): BusReply => ({ ok: false, failure, message });
