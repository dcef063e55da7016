/**
 * A message bus that may be absent or go away: that is an answer to the caller, and the next call tries to connect
 * again. While somebody watches, it is tried again without a call.
 */
import { socketOfAddress } from './bus-address.ts';
import { type BusCall, type BusReply, busFailure } from './bus-call.ts';
import { type BusConnection, connectBus, messageOf } from './bus.ts';
import { type Signal, type SignalRule, matchRule, ruleMatches } from './signal-rule.ts';

/** How often a lost bus is tried again while somebody watches it, in ms. */
const RECONNECT_MS = 5_000;

export interface Bus {
  /** Never rejects. */
  call(request: BusCall): Promise<BusReply>;
  /**
   * Calls `cue` with every signal that a rule matches, and with null after the bus came back, when signals may have
   * been missed.
   * Resolves, with the function that ends it, once the bus delivers (or is known to be absent; it is then tried again).
   */
  watch(rules: readonly SignalRule[], cue: (signal: Signal | null) => void): Promise<() => void>;
  close(): void;
}

interface Watcher {
  readonly rules: readonly SignalRule[];
  readonly cue: (signal: Signal | null) => void;
}

const matchCall = (member: 'AddMatch' | 'RemoveMatch', rule: SignalRule): BusCall => ({
  destination: 'org.freedesktop.DBus',
  path: '/org/freedesktop/DBus',
  interface: 'org.freedesktop.DBus',
  member,
  signature: 's',
  body: [matchRule(rule)],
});

const subscribe = async (connection: BusConnection, { rules }: Watcher): Promise<void> => {
  const replies = await Promise.all(rules.map((rule) => connection.call(matchCall('AddMatch', rule))));
  // A watcher without its rules would be deaf for ever; a new connection gives it another chance.
  if (replies.some((reply) => !reply.ok)) connection.end('the bus refused to deliver signals');
};

/** `address` as the D-Bus specification writes it, null when there is none. Connects at the first use. */
export const createBus = (address: string | null, reconnectMs: number = RECONNECT_MS): Bus => {
  const socket = address === null ? null : socketOfAddress(address);
  const watchers = new Set<Watcher>();
  let connection: Promise<BusConnection> | undefined;
  let retry: NodeJS.Timeout | undefined;
  let isClosed = false;

  const retryLater = (): void => {
    if (isClosed || watchers.size === 0 || retry !== undefined || socket === null) return;
    retry = setTimeout(() => {
      retry = undefined;
      connect().catch(retryLater);
    }, reconnectMs).unref();
  };

  const onSignal = (signal: Signal): void => {
    for (const { rules, cue } of watchers) if (rules.some((rule) => ruleMatches(rule, signal))) cue(signal);
  };
  const onLost = (): void => {
    connection = undefined;
    retryLater();
  };

  const start = async (at: string): Promise<BusConnection> => {
    try {
      const opened = await connectBus(at, { onSignal, onLost });
      for (const watcher of watchers)
        void subscribe(opened, watcher).then(() => {
          watcher.cue(null);
        });
      return opened;
    } catch (error) {
      connection = undefined;
      throw error;
    }
  };

  const connect = (): Promise<BusConnection> => {
    if (isClosed) return Promise.reject(new Error('the connection was closed'));
    if (address === null) return Promise.reject(new Error('the environment names no bus'));
    if (socket === null) return Promise.reject(new Error(`${address} is not the address of a local bus`));
    connection ??= start(socket);
    return connection;
  };

  const withConnection = (use: (current: BusConnection) => void): void => {
    connection?.then(use, () => undefined);
  };

  return {
    call: async (request) => {
      try {
        return await (await connect()).call(request);
      } catch (error) {
        return busFailure('no-bus', messageOf(error));
      }
    },
    watch: async (rules, cue) => {
      const watcher: Watcher = { rules, cue };
      const current = await connect().catch(() => null);
      watchers.add(watcher);
      if (current !== null) await subscribe(current, watcher);
      if (connection === undefined) retryLater();
      return () => {
        watchers.delete(watcher);
        withConnection((open) => {
          for (const rule of rules) void open.call(matchCall('RemoveMatch', rule));
        });
      };
    },
    close: () => {
      isClosed = true;
      clearTimeout(retry);
      watchers.clear();
      withConnection((open) => {
        open.end('the connection was closed');
      });
    },
  };
};
