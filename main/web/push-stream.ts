/** Pushes to a page, one JSON object a line, for as long as it listens. */
import type { ServerResponse } from 'node:http';
import type { PushListener } from '../../contract/windows.ts';
import { answerHeaders } from './page-headers.ts';

/** Keeps the connection from looking dead. */
const HEARTBEAT_MS = 15_000;
const MOST_UNREAD_BYTES = 2 * 1024 * 1024;

export interface PushStreamOptions {
  readonly response: ServerResponse;
  readonly proof: string;
  readonly subscribe: (listener: PushListener) => () => void;
  readonly onEnd: () => void;
}

export const streamPushes = ({ response, proof, subscribe, onEnd }: PushStreamOptions): void => {
  response.writeHead(200, answerHeaders('application/x-ndjson'));
  const write = (value: object): void => {
    // A page that does not read is dropped rather than let this process's memory grow.
    if (response.writableLength > MOST_UNREAD_BYTES) response.destroy();
    else response.write(`${JSON.stringify(value)}\n`);
  };
  write({ proof });
  const heartbeat = setInterval(() => {
    write({});
  }, HEARTBEAT_MS);
  const unsubscribe = subscribe((name, body) => {
    write({ name, body });
  });
  response.on('close', () => {
    clearInterval(heartbeat);
    unsubscribe();
    onEnd();
  });
};
