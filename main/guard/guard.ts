/** The main process's side of the guard: tells the sensor, and leaves for others, what to do should it be ended by force. */
import type { PlatformName } from '../platform/platform.ts';
import type { GuardOrders, Revival } from './guard-orders.ts';
import { removeMarker, writeMarker } from './marker.ts';

export interface Guard {
  /** To be called whenever what it depends on may have changed. */
  update(response: GuardOrders['response']): void;
  /** An end in order: nothing is to follow. */
  stop(): void;
}

export interface GuardPorts {
  readonly home: string;
  readonly platform: PlatformName;
  /** Of the main process. */
  readonly pid: number;
  readonly revive: Revival | null;
  /** To the sensor; null: nothing is to follow. */
  readonly send: (orders: GuardOrders | null) => void;
  /** A marker that cannot be written leaves the sensor to act alone. */
  readonly onFault: (cause: unknown) => void;
}

export const createGuard = ({ home, platform, pid, revive, send, onFault }: GuardPorts): Guard => {
  let last: GuardOrders['response'] | null = null;
  return {
    update: (response) => {
      if (response === last) return;
      last = response;
      send({ home, platform, pid, response, revive });
      try {
        writeMarker(home, { response, platform, pid });
      } catch (cause) {
        onFault(cause);
      }
    },
    stop: () => {
      last = null;
      send(null);
      try {
        removeMarker(home, pid);
      } catch (cause) {
        onFault(cause);
      }
    },
  };
};
