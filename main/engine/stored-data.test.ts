import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { defaultPolicy } from '../../contract/policy.ts';
import { unwrap } from '../../contract/result.ts';
import { storedDataSchema } from '../../contract/stored-data.ts';
import { copyBatch, inBatches, sitting } from '../../tests/support/simulated-input.ts';
import { inProcessEngine } from '../replay/in-process-engine.ts';
import { openBehaviourStore, type BehaviourStore } from '../store/behaviour-store.ts';
import { startEngineClient } from './engine-client.ts';
import { createEngine, type Engine } from './engine.ts';
import { FEATURE_COUNTS } from './learner.ts';
import { shippedPopulation } from './population.ts';
import type { EngineEvent, EnginePort } from './port.ts';

const KEY = new Uint8Array(32).fill(6);
const SITTING = { keystrokes: 1_300, pointerActions: 60 };
const MORNING = Date.UTC(2026, 0, 5, 9);

let folder: string;
let close: () => Promise<void> | void;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'samehand-stored-'));
  close = () => undefined;
});
afterEach(async () => {
  await close();
  rmSync(folder, { recursive: true });
});

interface Bench {
  readonly engine: Engine;
  readonly port: EnginePort;
  readonly store: BehaviourStore;
  readonly events: EngineEvent[];
}

const open = (): Bench => {
  const store = unwrap(openBehaviourStore({ path: join(folder, 'behaviour.db'), key: KEY, features: FEATURE_COUNTS }));
  const events: EngineEvent[] = [];
  let ids = 0;
  const engine = createEngine({
    store,
    policy: defaultPolicy(),
    user: 'u',
    population: shippedPopulation(),
    seed: 1,
    now: () => MORNING,
    newId: () => {
      ids += 1;
      return `session-${String(ids)}`;
    },
    emit: (event) => events.push(event),
  });
  close = () => {
    engine.close();
  };
  engine.anchor('start');
  inBatches(sitting(4, 1, SITTING), engine.push);
  engine.trainNow();
  engine.tick();
  return { engine, port: inProcessEngine(engine), store, events };
};

const pageThrough = async <Page extends { readonly next: number | null }>(
  fetch: (from: number) => Promise<Page>,
): Promise<Page[]> => {
  const pages: Page[] = [];
  for (let next: number | null = 0; next !== null;) {
    const page: Page = await fetch(next);
    pages.push(page);
    ({ next } = page);
  }
  return pages;
};

describe('what is stored of a user', () => {
  it('is told by kind, with the newest sessions', async () => {
    const { engine, port, events } = open();
    engine.acted('prompt');
    engine.acted('lock');
    engine.attend(false);
    engine.attend(true);
    engine.tick();
    const { user, kinds, sessions } = await port.stored(400);
    const verdicts = events.filter(({ type }) => type === 'verdict').length;
    expect(user).toBe('u');
    expect(kinds.map(({ kind, keptDays }) => [kind, keptDays])).toEqual([
      ['profile', null],
      ['windows', 90],
      ['verdicts', 30],
      ['sessions', 180],
      ['hours', null],
    ]);
    expect(kinds.find(({ kind }) => kind === 'verdicts')).toMatchObject({
      records: verdicts,
      oldestAt: '2026-01-05T09:00:00.000Z',
      newestAt: '2026-01-05T09:00:00.000Z',
    });
    expect(kinds.every(({ records }) => records > 0)).toBe(true);
    const ended = sessions.find(({ endedAt }) => endedAt !== null);
    expect(ended).toMatchObject({ windows: verdicts, prompts: 1, locks: 1 });
    expect(ended?.keystrokes).toBeGreaterThanOrEqual(SITTING.keystrokes);
    expect(ended?.pointerEvents).toBeGreaterThan(SITTING.pointerActions);
    expect(sessions).toHaveLength(2);
    expect((await port.stored(1)).sessions).toHaveLength(1);
    const { shape } = storedDataSchema;
    expect([shape.kinds.safeParse(kinds).success, shape.sessions.safeParse(sessions).success]).toEqual([true, true]);
  });

  it('can be read page by page: every verdict and every window once', async () => {
    const { engine, port } = open();
    const counts = Object.fromEntries(engine.stored(0).kinds.map(({ kind, records }) => [kind, records]));
    const verdicts = (await pageThrough((from) => port.verdicts(from))).flatMap((page) => page.verdicts);
    const windows = (await pageThrough((from) => port.windows(from))).flatMap((page) => page.windows);
    expect(verdicts).toHaveLength(counts.verdicts ?? 0);
    expect(windows).toHaveLength(counts.windows ?? 0);
    expect(new Set(windows.map(({ id }) => id)).size).toBe(windows.length);
    expect(windows.every(({ modality, vector }) => vector.length === FEATURE_COUNTS[modality])).toBe(true);
  });
});

describe('the engine in its worker thread', () => {
  it('tells the same, and goes on scoring meanwhile', async () => {
    const events: EngineEvent[] = [];
    const port = await startEngineClient(
      { databasePath: join(folder, 'behaviour.db'), key: KEY, user: 'u', policy: defaultPolicy(), seed: 1 },
      (event) => events.push(event),
    );
    close = () => port.close();
    port.anchor('start');
    const before = Date.now();
    inBatches(sitting(4, 1, SITTING), (batch) => {
      port.push(copyBatch(batch));
    });
    const [points, { kinds }, { verdicts }, { windows }] = await Promise.all([
      port.history(before - 60_000, Date.now() + 600_000, 10),
      port.stored(400),
      port.verdicts(0),
      port.windows(0),
    ]);
    const seen = events.filter(({ type }) => type === 'verdict').length;
    expect(seen).toBeGreaterThan(50);
    const judged = points.reduce((sum, point) => sum + point.windows.keyboard + point.windows.pointer, 0);
    expect(judged).toBe(seen);
    expect(kinds.find(({ kind }) => kind === 'verdicts')?.records).toBe(seen);
    expect(verdicts).toHaveLength(seen);
    expect(windows[0]?.vector).toBeInstanceOf(Float32Array);
  });
});
