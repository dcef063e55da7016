/** One connection to a message bus. The only file that knows dbus-next, which it loads when the first is made. */
import type { Socket } from 'node:net';
import type * as DbusNext from 'dbus-next';
import { type BusCall, type BusReply, type BusVariant, busFailure } from './bus-call.ts';
import type { Signal } from './signal-rule.ts';

/** Longest wait for a connection, and for the answer to a call unless it says otherwise, in ms. */
const CONNECT_LIMIT_MS = 2_000;
const CALL_LIMIT_MS = 3_000;

/** Answers that mean "nobody has that name", as against an error of somebody who has. */
const ABSENT_ERRORS = new Set([
  'org.freedesktop.DBus.Error.ServiceUnknown',
  'org.freedesktop.DBus.Error.NameHasNoOwner',
]);

type Library = typeof DbusNext;

export interface BusConnection {
  /** Never rejects. */
  readonly call: (request: BusCall) => Promise<BusReply>;
  readonly end: (reason: string) => void;
}

export interface BusConnectionEvents {
  readonly onSignal: (signal: Signal) => void;
  /** Called once, however the open connection ended. */
  readonly onLost: () => void;
}

export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** dbus-next reports errors but not the orderly end of its connection, which only the socket tells. */
const socketOf = (bus: DbusNext.MessageBus): Socket =>
  (bus as unknown as { readonly _connection: { readonly stream: Socket } })._connection.stream;

const isVariant = (value: object): value is BusVariant => 'variantOf' in value;

const toWire = (library: Library, value: unknown): unknown => {
  if (Array.isArray(value)) return value.map((item) => toWire(library, item));
  if (typeof value !== 'object' || value === null) return value;
  if (isVariant(value)) return new library.Variant(value.variantOf, toWire(library, value.value));
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, toWire(library, item)]));
};

const fromWire = (library: Library, value: unknown): unknown => {
  if (value instanceof library.Variant) return fromWire(library, value.value);
  return Array.isArray(value) ? value.map((item) => fromWire(library, item)) : value;
};

const toMessage = (library: Library, request: BusCall): DbusNext.Message =>
  new library.Message({
    destination: request.destination,
    path: request.path,
    interface: request.interface,
    member: request.member,
    signature: request.signature ?? '',
    body: (request.body ?? []).map((value) => toWire(library, value)),
    ...(request.autoStart === false ? { flags: library.MessageFlag.NO_AUTO_START } : {}),
  });

const toFailure = (library: Library, error: unknown): BusReply =>
  busFailure(
    error instanceof library.DBusError && ABSENT_ERRORS.has(error.type) ? 'absent' : 'refused',
    messageOf(error),
  );

/** Connects to the bus at a local socket; rejects with the reason when that cannot be done. */
export const connectBus = async (socket: string, events: BusConnectionEvents): Promise<BusConnection> => {
  const library = await import('dbus-next');
  // EXTERNAL alone: the library's other methods throw where nobody can catch it when a bus refuses them.
  const bus = library.sessionBus({ busAddress: `unix:socket=${socket}`, authMethods: ['EXTERNAL'] });
  const waiting = new Set<(reply: BusReply) => void>();

  const call = (request: BusCall): Promise<BusReply> =>
    new Promise((resolve) => {
      const finish = (reply: BusReply): void => {
        clearTimeout(limit);
        waiting.delete(finish);
        resolve(reply);
      };
      const limitMs = request.limitMs ?? CALL_LIMIT_MS;
      const limit = setTimeout(() => {
        finish(busFailure('timed-out', `${request.destination} did not answer within ${String(limitMs)} ms`));
      }, limitMs);
      waiting.add(finish);
      bus.call(toMessage(library, request)).then(
        (reply) => {
          finish({ ok: true, body: (reply?.body ?? []).map((value: unknown) => fromWire(library, value)) });
        },
        (error: unknown) => {
          finish(toFailure(library, error));
        },
      );
    });

  return await new Promise((resolve, reject) => {
    let state: 'connecting' | 'open' | 'over' = 'connecting';
    const end = (reason: string): void => {
      if (state === 'over') return;
      const wasOpen = state === 'open';
      state = 'over';
      clearTimeout(limit);
      socketOf(bus).destroy();
      if (wasOpen) events.onLost();
      else reject(new Error(reason));
      for (const finish of [...waiting]) finish(busFailure('no-bus', reason));
    };
    const limit = setTimeout(() => {
      end(`no answer within ${String(CONNECT_LIMIT_MS)} ms`);
    }, CONNECT_LIMIT_MS);
    bus.on('error', (error: unknown) => {
      end(messageOf(error));
    });
    socketOf(bus).once('close', () => {
      end('the bus closed the connection');
    });
    bus.on('message', (message: DbusNext.Message) => {
      if (message.type === library.MessageType.SIGNAL) events.onSignal(message);
      if (message.type !== library.MessageType.ERROR || state !== 'connecting') return;
      // The bus refuses the greeting. The library would answer with a rejection that nobody can catch, and that ends
      // the process, so the refusal is kept from finding its call.
      message.replySerial = '';
      end(String(message.body[0]));
    });
    bus.on('connect', () => {
      state = 'open';
      clearTimeout(limit);
      resolve({ call, end });
    });
  });
};
