/** Talks to the running agent. */
import { createConnection, type Socket } from 'node:net';
import {
  createMessageConnection,
  SocketMessageReader,
  SocketMessageWriter,
  type Message,
} from 'vscode-jsonrpc/node.js';
import { z } from 'zod';
import {
  CALLS,
  PUSHES,
  type CallArgs,
  type CallName,
  type CallResult,
  type PushBody,
  type PushName,
} from '../../contract/ipc.ts';
import { CodedError, EXIT_CODES, err, type ErrorCode, type Result } from '../../contract/result.ts';

export interface ControlClient {
  call<N extends CallName>(name: N, args: CallArgs<N>): Promise<Result<CallResult<N>>>;
  on<N extends PushName>(name: N, listener: (body: PushBody<N>) => void): void;
  /** Resolves when the agent has gone. */
  readonly closed: Promise<void>;
  close(): void;
}

/** An agent that does not answer for this long is hung. */
const CALL_TIMEOUT_MS = 10_000;
/** Calls that wait for a server elsewhere, for somebody to unlock the keychain, or reckon over all that is stored. */
const LONG_TIMEOUT_MS = 180_000;
const LONG_CALLS: ReadonlySet<CallName> = new Set([
  'audit.export',
  'audit.key',
  'audit.proof',
  'audit.query',
  'audit.record',
  'audit.verify',
  'backup.check',
  'backup.create',
  'backup.restore',
  'code.mail',
  'data.export',
  'diagnosis.fix',
  'diagnosis.show',
  'erasure.carry-out',
  'export.next',
  'forwarding.test',
  'notifications.test',
  'policy.simulate',
  'privacy.document',
  'secret.set',
  'step-up.authenticator.confirm',
  'step-up.email.begin',
  'step-up.remove',
  'template.renew',
]);

const failure = z.object({
  ok: z.literal(false),
  code: z.enum(Object.keys(EXIT_CODES) as [ErrorCode, ...ErrorCode[]]),
  message: z.string(),
});
const success = z.object({ ok: z.literal(true), value: z.unknown() });
const answer = z.discriminatedUnion('ok', [failure, success]);

const connect = (path: string): Promise<Socket> =>
  new Promise((resolve, reject) => {
    const socket = createConnection(path);
    socket.once('connect', () => {
      resolve(socket);
    });
    socket.once('error', (cause) => {
      reject(new CodedError('agent-not-running', 'The agent is not running. Start it with: samehand run', { cause }));
    });
  });

/**
 * A write that fails ends the connection instead of the process: the library throws it where nobody can catch it. Calls
 * hear of it as of an agent that has gone.
 */
class QuietWriter extends SocketMessageWriter {
  readonly #socket: Socket;
  constructor(socket: Socket) {
    super(socket);
    this.#socket = socket;
  }
  override write(message: Message): Promise<void> {
    return super.write(message).catch(() => {
      this.#socket.destroy();
    });
  }
}

const withTimeout = async <T>(promise: Promise<T>, limitMs: number): Promise<T> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new CodedError('agent-not-running', 'The agent does not answer. Restart it with: samehand run'));
    }, limitMs);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
};

/**
 * Connects to the agent at a control address.
 *
 * @throws CodedError `agent-not-running` when nothing listens there or it does not answer.
 */
export const connectToAgent = async (path: string): Promise<ControlClient> => {
  const socket = await connect(path);
  const connection = createMessageConnection(new SocketMessageReader(socket), new QuietWriter(socket));
  const closed = new Promise<void>((resolve) => {
    socket.once('close', () => {
      resolve();
      // Calls that wait for an answer hear of the end first, then of the connection's.
      setImmediate(() => {
        connection.dispose();
      });
    });
  });
  socket.on('error', () => socket.destroy());
  connection.listen();
  /** Of calls that wait. A race with one promise for the end would keep every answer until then. */
  const waiting = new Set<(cause: Error) => void>();
  const end = (): CodedError => new CodedError('agent-not-running', 'The agent stopped before it answered.');
  let isGone = false;
  void closed.then(() => {
    isGone = true;
    for (const reject of waiting) reject(end());
  });
  const orGone = (answered: Promise<unknown>): Promise<unknown> => {
    const { promise, resolve, reject } = Promise.withResolvers<unknown>();
    if (isGone) reject(end());
    waiting.add(reject);
    const settled = (): void => void waiting.delete(reject);
    promise.then(settled, settled);
    answered.then(resolve, reject);
    return promise;
  };

  return {
    call: async (name, args) => {
      const limitMs = LONG_CALLS.has(name) ? LONG_TIMEOUT_MS : CALL_TIMEOUT_MS;
      // Sending on a connection that has ended throws: what the end says goes first.
      const send = async (): Promise<unknown> => connection.sendRequest(name, args);
      const raw = await withTimeout(orGone(send()), limitMs);
      const reply = answer.parse(raw);
      if (!reply.ok) return err(reply.code, reply.message);
      return { ok: true, value: CALLS[name].result.parse(reply.value) as CallResult<typeof name> };
    },
    on: (name, listener) => {
      connection.onNotification(name, (body: unknown) => {
        listener(PUSHES[name].parse(body) as PushBody<typeof name>);
      });
    },
    closed,
    close: () => {
      socket.destroy();
    },
  };
};
