import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { EventBatch } from '../../contract/events.ts';
import { defaultPolicy } from '../../contract/policy.ts';
import { copyBatch, inBatches, sitting } from '../../tests/support/simulated-input.ts';
import { startEngineClient } from './engine-client.ts';
import type { EngineEvent, EnginePort } from './port.ts';

let folder: string;
let events: EngineEvent[];
let engine: EnginePort | null;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'samehand-worker-'));
  events = [];
  engine = null;
});
afterEach(async () => {
  await engine?.close();
  rmSync(folder, { recursive: true });
});

const start = async (key = new Uint8Array(32).fill(3)): Promise<EnginePort> => {
  engine = await startEngineClient(
    {
      databasePath: join(folder, 'behaviour.db'),
      key,
      user: 'u',
      policy: defaultPolicy(),
      seed: 1,
    },
    (event) => events.push(event),
  );
  return engine;
};

const until = async (condition: () => boolean): Promise<void> => {
  const limit = Date.now() + 30_000;
  while (!condition()) {
    if (Date.now() > limit) throw new Error('waited 30 s in vain');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
};

describe('engine in its worker thread', () => {
  it('learns from batches and keeps what it learned', async () => {
    const port = await start();
    port.anchor('start');
    inBatches(sitting(1, 1, { keystrokes: 1300, pointerActions: 0 }), (batch) => {
      port.push(copyBatch(batch));
    });
    await until(() => events.some(({ type }) => type === 'trained'));
    const profile = await port.profile();
    expect(profile.modalities.keyboard.established).toBe(true);
    await port.close();

    events = [];
    const again = await start();
    expect((await again.profile()).modalities.keyboard.profileVersion).toBe(1);
    expect(await again.reset('all')).toBeGreaterThanOrEqual(100);
    expect((await again.profile()).modalities.keyboard.established).toBe(false);
  });

  it('is restarted when it dies, says so meanwhile, and loses nothing that was stored', async () => {
    const port = await start();
    port.anchor('start');
    inBatches(sitting(1, 1, { keystrokes: 1300, pointerActions: 0 }), (batch) => {
      port.push(copyBatch(batch));
    });
    await until(() => events.some(({ type }) => type === 'trained'));
    port.push({ count: 1 } as EventBatch);
    await until(() => events.some((event) => event.type === 'engine' && event.message !== null));
    await until(() => events.some((event) => event.type === 'engine' && event.message === null));
    expect((await port.profile()).modalities.keyboard.established).toBe(true);
  });

  it('passes on what the engine refuses, and goes on', async () => {
    const port = await start();
    expect(await port.versions()).toEqual([]);
    await expect(port.rollback('pointer', null)).rejects.toMatchObject({ code: 'not-found' });
    await expect(port.rollback('keyboard', 7)).rejects.toMatchObject({ code: 'not-found' });
    expect((await port.profile()).storedWindows).toBe(0);
    expect(events.filter(({ type }) => type === 'engine')).toEqual([]);
  });

  it('refuses a database of another key and leaves it alone', async () => {
    await (await start()).close();
    await expect(start(new Uint8Array(32).fill(4))).rejects.toMatchObject({ code: 'storage-unavailable' });
    const port = await start();
    expect((await port.profile()).storedWindows).toBe(0);
  });

  it('refuses a file that is no database', async () => {
    writeFileSync(join(folder, 'behaviour.db'), 'not a database, but long enough to be looked at as one'.repeat(50));
    await expect(start()).rejects.toMatchObject({ code: 'storage-unavailable' });
  });
});
