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

  it('goes on in the doubt of the one that died, and learns nothing until somebody vouches for it', async () => {
    const port = await start();
    const play = (person: number, day: number, keystrokes: number): void => {
      inBatches(sitting(person, day, { keystrokes, pointerActions: 0 }), (batch) => {
        port.push(copyBatch(batch));
      });
    };
    const trusts = (): number[] =>
      events.flatMap((event) =>
        event.type === 'verdict' && event.verdict.level !== 'learning' ? [event.verdict.trust] : [],
      );
    /** Leaves only what the next one says. */
    const die = async (): Promise<void> => {
      port.push({ count: 1 } as EventBatch);
      await until(() => events.some((event) => event.type === 'engine' && event.message === null));
      events = [];
    };
    port.configure({ ...defaultPolicy(), enforceWhen: 'established' });
    port.anchor('start');
    for (const day of [1, 2]) play(4, day, 700);
    await until(() => events.some(({ type }) => type === 'trained'));
    play(5, 1, 300);
    await until(() => (trusts().at(-1) ?? 100) < 30);
    const before = trusts().at(-1) ?? 100;
    const windowsBefore = (await port.profile()).modalities.keyboard.windows;

    await die();
    play(4, 3, 600);
    await until(() => trusts().length > 50);
    expect(trusts()[0]).toBeLessThan(before + 40);
    expect(trusts().at(-1)).toBe(100);
    const { windows } = (await port.profile()).modalities.keyboard;
    expect(windows).toBeLessThanOrEqual(windowsBefore);

    // Passed on once only: whoever has proved who they are begins afresh, whatever dies afterwards.
    play(5, 2, 300);
    await until(() => (trusts().at(-1) ?? 100) < 30);
    port.anchor('code');
    await die();
    play(4, 4, 60);
    await until(() => trusts().length > 0);
    expect(trusts()[0]).toBeGreaterThan(90);
  });

  it('tries a policy, one after the other, and tells the hours, while it scores', async () => {
    const port = await start();
    port.anchor('start');
    const policy = { ...defaultPolicy(), enforceWhen: 'established' } as const;
    port.configure(policy);
    for (const day of [1, 2]) {
      inBatches(sitting(4, day, { keystrokes: 700, pointerActions: 0 }), (batch) => {
        port.push(copyBatch(batch));
      });
    }
    await until(() => events.some(({ type }) => type === 'trained'));
    inBatches(sitting(5, 1, { keystrokes: 300, pointerActions: 0 }), (batch) => {
      port.push(copyBatch(batch));
    });
    const [first, second] = await Promise.all([
      port.simulate({ ...policy, mode: 'shadow' }, 30),
      port.simulate({ ...policy, promptBelow: 90 }, 1),
    ]);
    expect(first.inForce.prompts).toBeGreaterThan(0);
    expect(first.candidate).toMatchObject({ mode: 'shadow', prompts: 0, locks: 0 });
    expect(first.candidate.byDay.map(({ day }) => day)).toEqual(first.inForce.byDay.map(({ day }) => day));
    expect(second.days).toBe(1);
    expect(second.candidate.prompts).toBeGreaterThanOrEqual(second.inForce.prompts);
    const other = await port.simulate(policy, 30, { ...policy, mode: 'learn' });
    expect([other.inForce.mode, other.candidate]).toEqual(['learn', first.inForce]);
    const hours = await port.hours();
    expect(hours).toHaveLength(24);
    expect(hours).toEqual((await port.profile()).hours);
    expect(hours.reduce((sum, count) => sum + count, 0)).toBeGreaterThanOrEqual(100);
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
