/** The body of a request as a JSON object, within bounds. */
import type { IncomingMessage } from 'node:http';

/** A policy document and what is around it. */
const MAX_BYTES = 2 * 1024 * 1024;
/** What is too large is read on so far, without being kept: one who still sends would not see the answer. */
const MAX_READ_BYTES = 4 * MAX_BYTES;

export type Fields = Readonly<Record<string, unknown>>;

export type Message =
  | { readonly ok: true; readonly fields: Fields }
  | { readonly ok: false; readonly status: 400 | 413; readonly message: string };

const readBytes = async (request: IncomingMessage): Promise<Buffer | null> => {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length <= MAX_BYTES) chunks.push(chunk);
    else chunks.length = 0;
    if (length > MAX_READ_BYTES) break;
  }
  return length > MAX_BYTES ? null : Buffer.concat(chunks);
};

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** Rejects when the sender goes away before the end. */
export const readMessage = async (request: IncomingMessage): Promise<Message> => {
  const bytes = await readBytes(request);
  if (bytes === null) return { ok: false, status: 413, message: 'The message is too large.' };
  const value = parse(bytes.toString('utf8'));
  if (typeof value !== 'object' || value === null) {
    return { ok: false, status: 400, message: 'The message is not a JSON object.' };
  }
  return { ok: true, fields: value as Fields };
};
