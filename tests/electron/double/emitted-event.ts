/** The event object that Electron hands to listeners. */
import type { EventEmitter } from 'node:events';

export interface EmittedEvent {
  readonly defaultPrevented: boolean;
  readonly preventDefault: () => void;
}

/** The object that is handed out keeps its state: `defaultPrevented` changes with `preventDefault`. */
export const emittedEvent = <T extends object>(facts: T): T & EmittedEvent => {
  let defaultPrevented = false;
  const event = {
    preventDefault: () => {
      defaultPrevented = true;
    },
  };
  Object.defineProperty(event, 'defaultPrevented', { enumerable: true, get: () => defaultPrevented });
  return Object.assign(event, facts) as unknown as T & EmittedEvent;
};

/** Emits and says whether a listener has prevented the default. */
export const emitPreventable = (
  emitter: EventEmitter,
  name: string,
  facts: object = {},
  ...args: readonly unknown[]
): boolean => {
  const event = emittedEvent(facts);
  emitter.emit(name, event, ...args);
  return event.defaultPrevented;
};
