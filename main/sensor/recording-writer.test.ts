import { execFileSync } from 'node:child_process';
import { mkdtemp, mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { KIND, type KindNumber } from '../../contract/events.ts';
import { needs } from '../../tests/support/needs.ts';
import { readRecording } from './recording-reader.ts';
import { createRecordingWriter } from './recording-writer.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'samehand-'));
});
afterAll(() => rm(folder, { recursive: true }));

type Event = readonly [timeMs: number, kind: KindNumber, code: number, x: number, y: number];

const write = async (path: string, events: readonly Event[]): Promise<void> => {
  const writer = await createRecordingWriter(path);
  for (const event of events) writer.write(...event);
  expect(await writer.finish()).toEqual({ events: events.length });
};

const read = async (path: string): Promise<readonly Event[]> => {
  const events: Event[] = [];
  await readRecording(path, (...event) => events.push(event));
  return events;
};

/** Numbers as recordings hold them: thousandths. */
const thousandth = (min: number, max: number) =>
  fc.integer({ min: min * 1000, max: max * 1000 }).map((value) => value / 1000);
const event = fc
  .record({
    step: thousandth(0, 1e5),
    kind: fc.integer({ min: 0, max: 5 }),
    code: fc.nat(255),
    x: thousandth(-5_000, 5_000),
    y: thousandth(-5_000, 5_000),
  })
  .map(({ step, kind, code, x, y }): Event => {
    const isKey = kind === KIND.keyDown || kind === KIND.keyUp;
    const kept = kind === KIND.pointerMove ? 0 : kind === KIND.wheel ? code - 128 : code;
    return [step, kind as KindNumber, kept, isKey ? 0 : x, isKey ? 0 : y];
  });

describe('recording writer', () => {
  it('writes what the reader reads back', async () => {
    let file = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(event, { maxLength: 100 }), fc.boolean(), async (steps, packed) => {
        let micros = 0;
        const events = steps.map(([step, ...rest]): Event => {
          micros += Math.round(step * 1000);
          return [micros / 1000, ...rest];
        });
        const path = join(folder, `${String(file++)}.csv${packed ? '.gz' : ''}`);
        await write(path, events);
        const origin = Math.round((events[0]?.[0] ?? 0) * 1000);
        const shifted = events.map(([t, ...rest]): Event => [(Math.round(t * 1000) - origin) / 1000, ...rest]);
        expect(await read(path)).toEqual(shifted.map((each) => each.map((value) => value + 0)));
      }),
      { numRuns: 50 },
    );
  });

  it('writes the format as it is written down', async () => {
    const path = join(folder, 'format.csv.gz');
    await write(path, [
      [100, KIND.keyDown, 30, 0, 0],
      [180.5, KIND.keyUp, 30, 0, 0],
      [200.12345, KIND.pointerMove, 0, 5, 7],
      [300, KIND.buttonDown, 2, 5, 7],
      [301, KIND.buttonUp, 2, 5, 7],
      [400, KIND.wheel, -1, 5, 7],
    ]);
    expect(gunzipSync(await readFile(path)).toString()).toBe(
      't_ms,kind,code,x,y\n0,kd,30,,\n80.5,ku,30,,\n100.123,mm,,5,7\n200,md,2,5,7\n201,mu,2,5,7\n300,wh,-1,5,7\n',
    );
  });

  it('is for its owner only, and has its name only once it is whole', async () => {
    const inside = await mkdtemp(join(folder, 'whole-'));
    const path = join(inside, 'a.csv.gz');
    const writer = await createRecordingWriter(path);
    writer.write(0, KIND.keyDown, 30, 0, 0);
    expect(await readdir(inside)).toEqual(['a.csv.gz.partial']);
    await writer.finish();
    expect(await readdir(inside)).toEqual(['a.csv.gz']);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
  });

  it('never replaces a file, even one that appears meanwhile', async () => {
    const path = join(folder, 'taken.csv');
    await writeFile(path, 'mine');
    await expect(createRecordingWriter(path)).rejects.toMatchObject({ code: 'usage' });
    const late = join(folder, 'late.csv');
    const writer = await createRecordingWriter(late);
    await expect(createRecordingWriter(late)).rejects.toMatchObject({ code: 'usage' });
    await writeFile(late, 'mine');
    await expect(writer.finish()).rejects.toMatchObject({ code: 'usage' });
    expect(await readFile(late, 'utf8')).toBe('mine');
  });

  it('leaves nothing when it is discarded', async () => {
    const inside = await mkdtemp(join(folder, 'gone-'));
    const writer = await createRecordingWriter(join(inside, 'a.csv.gz'));
    writer.write(0, KIND.keyDown, 30, 0, 0);
    await writer.discard();
    expect(await readdir(inside)).toEqual([]);
  });

  it('says that a folder is not there', async () => {
    await expect(createRecordingWriter(join(folder, 'no', 'a.csv'))).rejects.toMatchObject({
      code: 'storage-unavailable',
    });
  });

  it('says that the disk is full, and leaves no half recording', async (ctx) => {
    needs(ctx, 'linux', 'root');
    const disk = join(folder, 'disk');
    await mkdir(disk);
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', disk], { stdio: 'ignore' });
    } catch {
      ctx.skip('needs root: may not mount a small disk');
    }
    try {
      const writer = await createRecordingWriter(join(disk, 'a.csv'));
      for (let row = 0; writer.failure() === null; row++) {
        writer.write(row, KIND.pointerMove, 0, row % 1000, 0);
        if (row % 1000 === 0) await writer.drained();
      }
      expect(writer.failure()?.code).toBe('storage-unavailable');
      await expect(writer.finish()).rejects.toMatchObject({ code: 'storage-unavailable' });
      expect(await readdir(disk)).toEqual([]);
    } finally {
      execFileSync('umount', [disk]);
    }
  });
});
