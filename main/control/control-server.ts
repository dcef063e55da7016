/** The local socket that command line and windows of the same user talk to: JSON-RPC over a socket only its owner can open. */
import { chmod, mkdir, rm } from 'node:fs/promises';
import { createServer, type Server, type Socket } from 'node:net';
import {
  createMessageConnection,
  SocketMessageReader,
  SocketMessageWriter,
  type MessageConnection,
} from 'vscode-jsonrpc/node.js';
import type { PushBody, PushName } from '../../contract/ipc.ts';
import { CodedError } from '../../contract/result.ts';
import type { ControlAddress } from './address.ts';
import { dispatch, type Handlers } from './dispatch.ts';

export interface ControlServer {
  /** Sends to every client that asked to watch. */
  push<N extends PushName>(name: N, body: PushBody<N>): void;
  close(): Promise<void>;
}

/** A watcher that does not read is dropped rather than let the agent's memory grow. */
const MAX_UNREAD_BYTES = 1024 * 1024;
/** More clients than any sensible use; protects the agent from a runaway script. */
const MAX_CLIENTS = 32;

const listen = (server: Server, path: string): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(path, resolve);
  });

/**
 * Starts serving. The caller holds the instance lock, so a socket file that is already there is a dead agent's.
 *
 * @throws CodedError `storage-unavailable` when the socket cannot be made.
 */
export const startControlServer = async (
  { path, folder }: ControlAddress,
  handlers: Handlers,
  onFault: (cause: unknown) => void,
): Promise<ControlServer> => {
  const watchers = new Map<MessageConnection, Socket>();
  const sockets = new Set<Socket>();

  const serve = (socket: Socket): void => {
    sockets.add(socket);
    const connection = createMessageConnection(new SocketMessageReader(socket), new SocketMessageWriter(socket));
    socket.on('error', () => socket.destroy());
    socket.on('close', () => {
      sockets.delete(socket);
      watchers.delete(connection);
      connection.dispose();
    });
    connection.onError(() => socket.destroy());
    connection.onRequest((name: string, args: unknown) => {
      if (name === 'watch') watchers.set(connection, socket);
      return dispatch(handlers, name, args ?? {}, onFault);
    });
    connection.listen();
  };

  const server = createServer(serve);
  server.maxConnections = MAX_CLIENTS;
  try {
    if (folder !== null) {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      await rm(path, { force: true });
    }
    await listen(server, path);
    if (folder !== null) await chmod(path, 0o600);
  } catch (cause) {
    throw new CodedError('storage-unavailable', `The control socket ${path} cannot be opened.`, { cause });
  }
  server.on('error', onFault);

  return {
    push: (name, body) => {
      for (const [connection, socket] of watchers) {
        if (socket.writableLength > MAX_UNREAD_BYTES) socket.destroy();
        else void connection.sendNotification(name, body).catch(() => socket.destroy());
      }
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        for (const socket of sockets) socket.destroy();
      }),
  };
};
