/**
 * One side of Electron's context bridge. The two worlds of a page share no object but its DOM, so they speak by
 * events on the window, which are dispatched synchronously: a call has its answer when `dispatchEvent` returns.
 * Functions and promises stay where they are and are known to the other side by a number.
 */
import { decode, encode, type Special, type Unspecial } from './wire.ts';

type Callable = (...args: readonly unknown[]) => unknown;

type Message =
  | { readonly kind: 'expose'; readonly name: string; readonly value: string }
  | { readonly kind: 'call'; readonly id: number; readonly fn: number; readonly args: string }
  | { readonly kind: 'answer'; readonly id: number; readonly isError: boolean; readonly value: string }
  | { readonly kind: 'settle'; readonly promise: number; readonly isError: boolean; readonly value: string };

export interface Endpoint {
  /** Hands a copy of the value to the other world. Throws what the other world throws. */
  readonly expose: (name: string, value: unknown) => void;
}

/** Of an error only the message crosses, as in Electron. */
const messageOf = (cause: unknown): string => (cause instanceof Error ? cause.message : String(cause));

/**
 * @param outbox name of the events that this side sends, a secret of the two sides
 * @param onExpose what this side does with a value that it is given
 */
export const createEndpoint = (
  outbox: string,
  inbox: string,
  onExpose: (name: string, value: unknown) => void,
): Endpoint => {
  // Kept now, before a script of the page can put its own in their places.
  const dispatch = window.dispatchEvent.bind(window);
  const Carrier = CustomEvent;
  const detailOf = Object.getOwnPropertyDescriptor(CustomEvent.prototype, 'detail')?.get;
  const functions: Callable[] = [];
  const settlers = new Map<number, (isError: boolean, value: unknown) => void>();
  const answers = new Map<number, { readonly isError: boolean; readonly value: unknown }>();
  let promises = 0;
  let calls = 0;

  const send = (message: Message): void => void dispatch(new Carrier(outbox, { detail: JSON.stringify(message) }));

  const special: Special = (value) => {
    if (typeof value === 'function') return ['function', functions.push(value as Callable) - 1];
    if (!(value instanceof Promise)) return undefined;
    const promise = promises;
    promises += 1;
    value.then(
      (result: unknown) => send({ kind: 'settle', promise, isError: false, value: encode(result, special) }),
      (cause: unknown) => send({ kind: 'settle', promise, isError: true, value: encode(messageOf(cause)) }),
    );
    return ['promise', promise];
  };

  const unspecial: Unspecial = (tag, body) => {
    if (tag === 'function') return (...args: readonly unknown[]) => call(Number(body), args);
    if (tag !== 'promise') return undefined;
    const { promise, resolve, reject } = Promise.withResolvers<unknown>();
    settlers.set(Number(body), (isError, value) => (isError ? reject(new Error(String(value))) : resolve(value)));
    return promise;
  };

  const takeAnswer = (id: number): unknown => {
    const answer = answers.get(id);
    answers.delete(id);
    if (answer === undefined) throw new Error('The other side of the context bridge is gone.');
    if (answer.isError) throw new Error(String(answer.value));
    return answer.value;
  };

  const call = (fn: number, args: readonly unknown[]): unknown => {
    const id = calls;
    calls += 1;
    send({ kind: 'call', id, fn, args: encode(args, special) });
    return takeAnswer(id);
  };

  const answer = (id: number, work: () => unknown): void => {
    try {
      send({ kind: 'answer', id, isError: false, value: encode(work(), special) });
    } catch (cause) {
      send({ kind: 'answer', id, isError: true, value: encode(messageOf(cause)) });
    }
  };

  const receive = (message: Message): void => {
    switch (message.kind) {
      case 'expose':
        onExpose(message.name, decode(message.value, unspecial));
        return;
      case 'call':
        answer(message.id, () => functions[message.fn]?.(...(decode(message.args, unspecial) as unknown[])));
        return;
      case 'answer':
        answers.set(message.id, { isError: message.isError, value: decode(message.value, unspecial) });
        return;
      case 'settle':
        settlers.get(message.promise)?.(message.isError, decode(message.value, unspecial));
        settlers.delete(message.promise);
        return;
    }
  };

  window.addEventListener(inbox, (event) => {
    event.stopImmediatePropagation();
    receive(JSON.parse(String(detailOf?.call(event))) as Message);
  });
  return { expose: (name, value) => send({ kind: 'expose', name, value: encode(value, special) }) };
};
