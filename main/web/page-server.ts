/**
 * Serves the windows to the user's own browser: on loopback only, to whoever holds the one-time token, and to nobody
 * whose Host or Origin is another (DNS rebinding). No cookies: another program's port on this host would get them.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { err, ok, type Result } from '../../contract/result.ts';
import type { PushListener } from '../../contract/windows.ts';
import { isFromOwnPage } from './own-page.ts';
import type { PageFile } from './page-files.ts';
import { answerHeaders } from './page-headers.ts';
import { createPageSession, type PageSessionOptions } from './page-session.ts';
import { streamPushes } from './push-stream.ts';
import { readMessage } from './read-message.ts';

export interface PageBackend {
  /** Answers any message; checks name, arguments and result. */
  readonly call: (name: string, args: unknown) => Promise<Result<unknown>>;
  readonly subscribe: (listener: PushListener) => () => void;
}

export interface PageServerOptions extends PageSessionOptions {
  readonly files: (path: string) => Promise<PageFile>;
  readonly backend: PageBackend;
  readonly onFault: (cause: unknown) => void;
}

export interface PageServer {
  /** With the token behind the `#`, where no server and no log sees it. It opens one session. */
  readonly url: string;
  /** How many pages listen now. */
  readonly listening: () => number;
  readonly close: () => Promise<void>;
}

const LOOPBACK = '127.0.0.1';
const MOST_CONNECTIONS = 32;
/** A connection that says nothing, or says it slowly, is closed: within its head, and as a whole. */
const TIMES = { headersTimeout: 5_000, requestTimeout: 15_000, connectionsCheckingInterval: 1_000 };

type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

const answer = (response: ServerResponse, status: number, body: Result<unknown>): void => {
  // One who is refused does not keep one of the few connections.
  if (status !== 200) response.setHeader('Connection', 'close');
  response.writeHead(status, answerHeaders('application/json')).end(JSON.stringify(body));
};

const pathOf = ({ url = '/' }: IncomingMessage, origin: string): string | null => URL.parse(url, origin)?.pathname ?? null;

export const startPageServer = async (options: PageServerOptions): Promise<PageServer> => {
  const { files, backend, onFault } = options;
  const session = createPageSession(options);
  let origin = '';
  let listening = 0;

  const serveFile = async (path: string, response: ServerResponse): Promise<void> => {
    const { status, headers, body } = await files(path);
    response.writeHead(status, headers).end(body);
  };

  const openSession: Handler = async (request, response) => {
    const message = await readMessage(request);
    if (!message.ok) return answer(response, message.status, err('usage', message.message));
    const opened = session.open(message.fields.token);
    if (opened !== null) return answer(response, 200, ok(opened));
    const why = 'This address has been used, or is too old. Run "samehand open" again.';
    answer(response, 403, err('not-identified', why));
  };

  const call: Handler = async (request, response) => {
    const message = await readMessage(request);
    if (!message.ok) return answer(response, message.status, err('usage', message.message));
    const { name, args = {} } = message.fields;
    answer(response, 200, await backend.call(typeof name === 'string' ? name : '', args));
  };

  const push = (response: ServerResponse): void => {
    listening += 1;
    streamPushes({
      response,
      proof: session.proof,
      subscribe: backend.subscribe,
      onEnd: () => {
        listening -= 1;
      },
    });
  };

  const route: Handler = async (request, response) => {
    if (!isFromOwnPage(request, origin)) {
      return answer(response, 403, err('not-allowed', 'This address is for the page of Samehand alone.'));
    }
    const { method } = request;
    if (method !== 'GET' && method !== 'POST') {
      response.setHeader('Allow', 'GET, POST');
      return answer(response, 405, err('usage', 'Only GET and POST are answered.'));
    }
    const path = pathOf(request, origin);
    if (path === null) return answer(response, 400, err('usage', 'This is no address.'));
    if (method === 'GET' && path !== '/pushes') return serveFile(path, response);
    if (method === 'POST' && path === '/session') return openSession(request, response);
    if (!session.holds(request.headers.authorization)) {
      const why = 'This page has no session. Run "samehand open" again.';
      return answer(response, 401, err('not-identified', why));
    }
    if (method === 'GET') return push(response);
    if (path === '/call') return call(request, response);
    answer(response, 404, err('not-found', 'There is nothing here.'));
  };

  const server = createServer(TIMES, (request, response) => {
    route(request, response).catch((cause: unknown) => {
      // Whoever went away in the middle needs no answer.
      if (request.destroyed && !request.complete) return;
      onFault(cause);
      if (response.headersSent) response.destroy();
      else answer(response, 500, err('internal', 'The page could not be answered.'));
    });
  });
  server.maxConnections = MOST_CONNECTIONS;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, LOOPBACK, resolve);
  });
  origin = `http://${LOOPBACK}:${(server.address() as AddressInfo).port}`;

  return {
    url: `${origin}/#token=${session.token}`,
    listening: () => listening,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
};
