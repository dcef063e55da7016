import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Result } from '../../contract/result.ts';
import { createReplaySource } from './replay-source.ts';

let folder: string;
let path: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'samehand-'));
  path = join(folder, 'a.csv');
  await writeFile(path, 't_ms,kind,code,x,y\n0,mm,,1,1\n100,mm,,2,2\n100.5,mm,,3,3\n5100,mm,,4,4\n');
});
afterAll(() => rm(folder, { recursive: true }));

/** A clock that a timer moves to where it was set. */
const simulatedTime = () => {
  let ms = 1_000;
  return {
    now: () => ms,
    schedule: (callback: () => void, delay: number) => {
      setImmediate(() => {
        ms += delay;
        callback();
      });
      return () => undefined;
    },
  };
};

const play = async (file: string, speed: number | null) => {
  const time = simulatedTime();
  const emitted: (readonly number[])[] = [];
  const outcome = Promise.withResolvers<Result<null>>();
  const source = createReplaySource({ path: file, speed, ...time });
  await source.start((timeMs) => emitted.push([timeMs, time.now() - 1_000]), outcome.resolve);
  return { outcome: await outcome.promise, emitted };
};

describe('replay source', () => {
  it('plays as fast as it can', async () => {
    expect(await play(path, null)).toEqual({
      outcome: { ok: true, value: null },
      emitted: [0, 100, 100.5, 5100].map((timeMs) => [timeMs, 0]),
    });
  });

  it('keeps time, at any speed', async () => {
    expect((await play(path, 1)).emitted).toEqual([
      [0, 0],
      [100, 100],
      [100.5, 100],
      [5100, 5100],
    ]);
    expect((await play(path, 10)).emitted.at(-1)).toEqual([5100, 510]);
  });

  it('ends with what is wrong with the recording', async () => {
    const broken = join(folder, 'broken.csv');
    await writeFile(broken, 't_ms,kind,code,x,y\n0,mm,,1,1\nx\n');
    expect((await play(broken, null)).outcome).toMatchObject({ ok: false, code: 'recording-invalid' });
    expect((await play(join(folder, 'none.csv'), null)).outcome).toMatchObject({
      ok: false,
      code: 'recording-missing',
    });
  });

  it('can be stopped while it waits', async () => {
    const cancelled: number[] = [];
    const emitted: number[] = [];
    const waiting = Promise.withResolvers<undefined>();
    const source = createReplaySource({
      path,
      speed: 1,
      now: () => 0,
      schedule: (_callback, ms) => {
        waiting.resolve(undefined);
        return () => cancelled.push(ms);
      },
    });
    await source.start(
      (timeMs) => emitted.push(timeMs),
      () => emitted.push(NaN),
    );
    await waiting.promise;
    await source.stop();
    expect(cancelled).toEqual([100]);
    expect(emitted).toEqual([0]);
  });
});
