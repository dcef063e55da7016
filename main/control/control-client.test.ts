import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { SocketMessageReader, SocketMessageWriter, createMessageConnection } from 'vscode-jsonrpc/node.js';
import { unwrap } from '../../contract/result.ts';
import { connectToAgent } from './control-client.ts';

const MB = 1_024 * 1_024;

/** What is held after everything that can go has gone, MB. */
const heldMegabytes = (): number => {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  return process.memoryUsage().heapUsed / MB;
};

let folder: string;
let server: Server;
const path = (): string => join(folder, 'control');

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'samehand-client-'));
  server = createServer().listen(path());
  await once(server, 'listening');
});
afterEach(() => {
  server.close();
  rmSync(folder, { recursive: true });
});

describe('a connection to an agent that goes', () => {
  // Vitest fails a run in which a promise is rejected and nobody hears of it.
  it('fails its calls with a code, in the moment of its end and afterwards', async () => {
    const accepted = once(server, 'connection') as Promise<[Socket]>;
    const client = await connectToAgent(path());
    const [peer] = await accepted;
    peer.destroy();
    // Written before the end is noticed.
    await expect(client.call('status', {})).rejects.toMatchObject({ code: 'agent-not-running' });
    await client.closed;
    await expect(client.call('status', {})).rejects.toMatchObject({ code: 'agent-not-running' });
  });
});

describe('a connection that lasts', () => {
  it('holds nothing of what was answered', async () => {
    const text = 'x'.repeat(MB);
    server.on('connection', (socket) => {
      const peer = createMessageConnection(new SocketMessageReader(socket), new SocketMessageWriter(socket));
      peer.onRequest(() => ({ ok: true, value: { text, done: 1, total: 1, isLast: false } }));
      peer.listen();
    });
    const client = await connectToAgent(path());
    const next = async () => unwrap(await client.call('export.next', { id: 'e' })).text.length;
    expect(await next()).toBe(MB);
    const before = heldMegabytes();
    for (let call = 0; call < 100; call += 1) await next();
    expect(heldMegabytes() - before).toBeLessThan(20);
    client.close();
  });
});
