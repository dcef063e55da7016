/**
 * Serves the windows to the user's own browser: on loopback only, to whoever holds the one-time token, and to nobody
 * whose Host or Origin is another (DNS rebinding). No cookies: another program's port on this host would get them.
 */
import { timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { err, ok, type Result } from '../../contract/result.ts';
import type { PushListener } from '../../contract/windows.ts';
import type { PageFile } from './page-files.ts';

export interface PageBackend {
  /** Answers any message; checks name, arguments and result. */
  readonly call: (name: string, args: unknown) => Promise<Result<unknown>>;
  readonly subscribe: (listener: PushListener) => () => void;
}

export interface PageServerOptions {
  readonly files: (path: string) => Promise<PageFile>;
  readonly backend: PageBackend;
  /** Cryptographically strong. */
  readonly randomBytes: (length: number) => Uint8Array;
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
/** A policy document and what is around it. */
const MAX_BODY_BYTES = 2 * 1024 * 1024;
const TOKEN_BYTES = 32;
const HEARTBEAT_MS = 15_000;

const JSON_HEADERS = {
  'Content-Type': 'application/json',
  'Cache-Control': 'no-store',
  'X-Content-Type-Options': 'nosniff',
};

const isSame = (given: string, expected: string): boolean => {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
};

const readBody = async (request: IncomingMessage): Promise<unknown> => {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > MAX_BODY_BYTES) throw new RangeError('too large');
    chunks.push(chunk);
  }
  return JSON.parse(Buffer.concat(chunks).toString('utf8')) as unknown;
};

const textOf = (value: unknown, name: string): string => {
  const found = typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
  return typeof found === 'string' ? found : '';
};

export const startPageServer = async (options: PageServerOptions): Promise<PageServer> => {
  const { files, backend, randomBytes, onFault } = options;
  const newToken = (): string => Buffer.from(randomBytes(TOKEN_BYTES)).toString('base64url');
  let oneTime: string | null = newToken();
  const session = newToken();
  let origin = '';
  let listening = 0;

  const answer = (response: ServerResponse, status: number, body: unknown): void => {
    response.writeHead(status, JSON_HEADERS).end(JSON.stringify(body));
  };

  /** From our own page, at our own address, and from nowhere else. */
  const isOwn = ({ headers, method }: IncomingMessage): boolean => {
    if (`http://${headers.host ?? ''}` !== origin) return false;
    if (headers.origin !== undefined && headers.origin !== origin) return false;
    if (method === 'POST' && headers.origin === undefined) return false;
    const site = headers['sec-fetch-site'];
    return site === undefined || site === 'same-origin' || (site === 'none' && method === 'GET');
  };
  const hasSession = ({ headers }: IncomingMessage): boolean =>
    isSame(headers.authorization ?? '', `Bearer ${session}`);

  const openSession = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const token = textOf(await readBody(request), 'token');
    if (oneTime === null || !isSame(token, oneTime)) {
      answer(response, 403, err('not-identified', 'This link has been used. Run "samehand open" again.'));
      return;
    }
    oneTime = null;
    answer(response, 200, ok({ session }));
  };

  const streamPushes = (response: ServerResponse): void => {
    response.writeHead(200, { ...JSON_HEADERS, 'Content-Type': 'application/x-ndjson' });
    const write = (value: unknown): void => {
      // A page that does not read is dropped rather than let this process's memory grow.
      if (response.writableLength > MAX_BODY_BYTES) response.destroy();
      else response.write(`${JSON.stringify(value)}\n`);
    };
    const heartbeat = setInterval(() => {
      write({});
    }, HEARTBEAT_MS);
    const unsubscribe = backend.subscribe((name, body) => {
      write({ name, body });
    });
    listening += 1;
    write({});
    response.on('close', () => {
      clearInterval(heartbeat);
      unsubscribe();
      listening -= 1;
    });
  };

  const serveFile = async (path: string, response: ServerResponse): Promise<void> => {
    const { status, headers, body } = await files(path);
    response.writeHead(status, headers).end(body);
  };

  const route = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    if (!isOwn(request)) {
      answer(response, 403, err('not-allowed', 'This address is for the page of Samehand alone.'));
      return;
    }
    const { pathname } = new URL(request.url ?? '/', origin);
    const asked = `${request.method ?? ''} ${pathname}`;
    if (asked === 'POST /session') return openSession(request, response);
    if (request.method === 'GET' && pathname !== '/pushes') return serveFile(pathname, response);
    if (!hasSession(request)) {
      answer(response, 401, err('not-identified', 'This page has no session. Run "samehand open" again.'));
      return;
    }
    if (asked === 'GET /pushes') {
      streamPushes(response);
      return;
    }
    if (asked === 'POST /call') {
      const message = await readBody(request);
      const args = (message as { args?: unknown } | null)?.args ?? {};
      answer(response, 200, await backend.call(textOf(message, 'name'), args));
      return;
    }
    answer(response, 404, err('not-found', 'There is nothing here.'));
  };

  const server = createServer((request, response) => {
    route(request, response).catch((cause: unknown) => {
      if (response.headersSent) response.destroy();
      else if (cause instanceof RangeError) answer(response, 413, err('usage', 'The message is too large.'));
      else if (cause instanceof SyntaxError) answer(response, 400, err('usage', 'The message is not JSON.'));
      else {
        onFault(cause);
        answer(response, 500, err('internal', 'The page could not be answered.'));
      }
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, LOOPBACK, resolve);
  });
  origin = `http://${LOOPBACK}:${(server.address() as AddressInfo).port}`;

  return {
    url: `${origin}/#token=${oneTime}`,
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
