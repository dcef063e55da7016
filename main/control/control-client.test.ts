import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { connectToAgent } from './control-client.ts';

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
