/** A server that speaks the bulk interface of Elasticsearch and OpenSearch as far as `create` goes, and can be told to fail. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { z } from 'zod';

export interface StoredDocument {
  readonly index: string;
  readonly id: string;
  readonly source: unknown;
}

export interface SearchEngine {
  readonly url: string;
  /** In the order of their arrival. */
  documents(): readonly StoredDocument[];
  /** What each request showed, oldest first. */
  logins(): readonly (string | null)[];
  /** One document of each request from now on, counted from 1. */
  refuse(place: number, status: number, type: string): void;
  /** Every request from now on. */
  answer(status: number, headers?: Readonly<Record<string, string>>): void;
  /** Stores what the next request holds, and breaks off in the middle of the answer. */
  breakOff(): void;
  accept(): void;
  readonly close: () => Promise<void>;
}

export interface SearchEngineOptions {
  /** In PEM; with it, over TLS. */
  readonly certified?: { readonly certificate: string; readonly key: string };
}

const actionSchema = z.strictObject({ create: z.strictObject({ _index: z.string(), _id: z.string().max(512) }) });

/** The body as NDJSON: pairs of lines, each ended. */
const documentsIn = (body: string): readonly StoredDocument[] => {
  if (!body.endsWith('\n')) throw new Error('The bulk request must be terminated by a newline.');
  const lines = body.slice(0, -1).split('\n');
  if (lines.length % 2 !== 0) throw new Error('An action without its document.');
  return lines.flatMap((line, index) => {
    if (index % 2 !== 0) return [];
    const { create } = actionSchema.parse(JSON.parse(line));
    return [{ index: create._index, id: create._id, source: JSON.parse(lines[index + 1] ?? '') as unknown }];
  });
};

export const startSearchEngine = async ({ certified }: SearchEngineOptions): Promise<SearchEngine> => {
  const stored: StoredDocument[] = [];
  const logins: (string | null)[] = [];
  let refused: { readonly place: number; readonly status: number; readonly type: string } | null = null;
  let fixed: { readonly status: number; readonly headers: Readonly<Record<string, string>> } | null = null;
  let isToBreakOff = false;

  const store = (document: StoredDocument, place: number): object => {
    const { id, index } = document;
    if (refused?.place === place)
      return { _id: id, status: refused.status, error: { type: refused.type, reason: 'x' } };
    if (stored.some((each) => each.id === id && each.index === index)) {
      return { _id: id, status: 409, error: { type: 'version_conflict_engine_exception', reason: 'x' } };
    }
    stored.push(document);
    return { _id: id, status: 201 };
  };
  const bulk = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    if (request.headers['content-type'] !== 'application/x-ndjson') throw new Error('Not NDJSON.');
    const items = documentsIn(await text(request)).map((each, index) => ({ create: store(each, index + 1) }));
    const body = JSON.stringify({ took: 1, errors: items.some((item) => 'error' in item.create), items });
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) });
    if (!isToBreakOff) {
      response.end(body);
      return;
    }
    isToBreakOff = false;
    response.write(body.slice(0, 20), () => {
      request.socket.destroy();
    });
  };
  const listener = (request: IncomingMessage, response: ServerResponse): void => {
    logins.push(request.headers.authorization ?? null);
    if (fixed !== null) {
      request.resume();
      response.writeHead(fixed.status, fixed.headers).end('an answer that nobody passes on');
    } else if (request.method === 'POST' && request.url?.startsWith('/_bulk?') === true) {
      bulk(request, response).catch((error: unknown) => {
        response.writeHead(400).end(String(error));
      });
    } else if (request.method === 'GET' && request.url === '/') {
      response.writeHead(200).end('{"version":{"number":"9.0.0"}}');
    } else {
      response.writeHead(404).end();
    }
  };
  const server =
    certified === undefined
      ? createServer(listener)
      : createTlsServer({ cert: certified.certificate, key: certified.key }, listener);
  await new Promise<void>((resolve) => {
    server.listen(0, 'localhost', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `${certified === undefined ? 'http' : 'https'}://localhost:${String(port)}`,
    documents: () => stored,
    logins: () => logins,
    refuse: (place, status, type) => {
      refused = { place, status, type };
    },
    answer: (status, headers = {}) => {
      fixed = { status, headers };
    },
    breakOff: () => {
      isToBreakOff = true;
    },
    accept: () => {
      refused = null;
      fixed = null;
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise<void>((resolve) => {
        server.close(() => {
          resolve();
        });
      });
    },
  };
};
