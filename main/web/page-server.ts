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
import { readMessage, type Fields } from './read-message.ts';

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

const reply = (status: number, body: Result<unknown>): PageFile => ({
  status,
  // One who is refused does not keep one of the few connections.
  headers: { ...answerHeaders('application/json'), ...(status === 200 ? {} : { Connection: 'close' }) },
  body: JSON.stringify(body),
});

const withHeader = (file: PageFile, name: string, value: string): PageFile => ({
  ...file,
  headers: { ...file.headers, [name]: value },
});

const FOREIGN = reply(403, err('not-allowed', 'This address is for the page of Samehand alone.'));
const NO_ADDRESS = reply(400, err('usage', 'This is no address.'));
const NO_METHOD = withHeader(reply(405, err('usage', 'Only GET and POST are answered.')), 'Allow', 'GET, POST');
const NO_SESSION = reply(401, err('not-identified', 'This page has no session. Run "samehand open" again.'));
const SPENT = reply(
  403,
  err('not-identified', 'This address has been used, or is too old. Run "samehand open" again.'),
);
const NOTHING = reply(404, err('not-found', 'There is nothing here.'));
const FAULT = reply(500, err('internal', 'The page could not be answered.'));

const withMessage = async (
  request: IncomingMessage,
  handle: (fields: Fields) => PageFile | Promise<PageFile>,
): Promise<PageFile> => {
  const message = await readMessage(request);
  return message.ok ? handle(message.fields) : reply(message.status, err('usage', message.message));
};

export const startPageServer = async (options: PageServerOptions): Promise<PageServer> => {
  const { files, backend, onFault } = options;
  const session = createPageSession(options);
  let origin = '';
  let listening = 0;

  const openSession = ({ token }: Fields): PageFile => {
    const opened = session.open(token);
    return opened === null ? SPENT : reply(200, ok(opened));
  };
  const call = async ({ name, args = {} }: Fields): Promise<PageFile> =>
    reply(200, await backend.call(typeof name === 'string' ? name : '', args));

  /** Null: the answer is a stream. */
  const route = (request: IncomingMessage): PageFile | Promise<PageFile> | null => {
    const { method, url = '/' } = request;
    if (!isFromOwnPage(request, origin)) return FOREIGN;
    if (method !== 'GET' && method !== 'POST') return NO_METHOD;
    const path = URL.parse(url, origin)?.pathname;
    if (path === undefined) return NO_ADDRESS;
    if (method === 'GET' && path !== '/pushes') return files(path);
    if (method === 'POST' && path === '/session') return withMessage(request, openSession);
    if (!session.holds(request.headers.authorization)) return NO_SESSION;
    if (method === 'GET') return null;
    return path === '/call' ? withMessage(request, call) : NOTHING;
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

  const respond = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const send = ({ status, headers, body }: PageFile): void => void response.writeHead(status, headers).end(body);
    try {
      const answer = await route(request);
      if (answer === null) push(response);
      else send(answer);
    } catch (cause) {
      // Whoever went away in the middle needs no answer.
      if (request.destroyed && !request.complete) return;
      onFault(cause);
      if (response.headersSent) response.destroy();
      else send(FAULT);
    }
  };

  const server = createServer(TIMES, (request, response) => void respond(request, response));
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
