import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  statfsSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createRandom } from '../../ml/random.ts';
import { needs } from '../../tests/support/needs.ts';
import { draftPath } from './abandoned-drafts.ts';
import { CHEAP, FACTS, PASSPHRASE, SCHEMA, databaseOf } from './archive.fixture.ts';
import type { Done } from './archive-job.ts';
import { doJob } from './do-job.ts';
import { MOST_DATABASE_BYTES } from './limits.ts';
import { placeArchive } from './place-archive.ts';
import { readArchive } from './read-archive.ts';

const NAME = 'samehand-profile-2026-01-05.age';
const DATABASE = databaseOf(100_000);

let folder = '';
const mounted: string[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'samehand-backup-'));
});
afterEach(() => {
  for (const drive of mounted.splice(0)) execFileSync('umount', ['--lazy', drive]);
  rmSync(folder, { recursive: true, force: true });
});

let ids = 0;
/** As the threads do it, one job after the other. */
const write = async (into = folder, database: Uint8Array = DATABASE): Promise<Done> => {
  ids += 1;
  const draft = draftPath(into, String(ids));
  const both = { folder: into, draft, passphrase: PASSPHRASE };
  const drafted = await doJob({ type: 'draft', ...both, facts: FACTS, database, workFactor: CHEAP });
  return drafted.ok ? await doJob({ type: 'finish', ...both, newestSchema: SCHEMA }) : drafted;
};
const read = async (path: string): Promise<Uint8Array> => (await readArchive(path, PASSPHRASE, SCHEMA)).database;

describe('an archive in a folder', () => {
  it('is called by its day, is its owner’s alone, and nothing else is left', async () => {
    expect(await write()).toEqual({
      ok: true,
      content: null,
      summary: {
        path: join(folder, NAME),
        bytes: statSync(join(folder, NAME)).size,
        version: 1,
        createdAt: FACTS.createdAt,
        program: FACTS.program,
        windows: 123,
        established: { keyboard: true, pointer: false },
      },
    });
    expect(readdirSync(folder)).toEqual([NAME]);
    if (process.platform !== 'win32') expect(statSync(join(folder, NAME)).mode & 0o777).toBe(0o600);
    expect(await read(join(folder, NAME))).toEqual(DATABASE);
  });

  it('never takes the place of another file, be they written at once', async () => {
    writeFileSync(join(folder, NAME), 'mine');
    symlinkSync(join(folder, 'nowhere'), join(folder, 'samehand-profile-2026-01-05-2.age'));
    const made = await Promise.all(Array.from({ length: 4 }, (_, n) => write(folder, databaseOf(n + 1))));
    const paths = made.map((each) => (each.ok ? each.summary?.path : each.message));
    expect(paths.toSorted()).toEqual(
      [3, 4, 5, 6].map((n) => join(folder, `samehand-profile-2026-01-05-${String(n)}.age`)),
    );
    expect(readFileSync(join(folder, NAME), 'utf8')).toBe('mine');
    expect(existsSync(join(folder, 'nowhere'))).toBe(false);
    for (const [index, path] of paths.entries()) expect(await read(path ?? '')).toEqual(databaseOf(index + 1));
  });

  it('gets its name on drives too that give a file no second one, as FAT', async () => {
    const noSecondName = (): Promise<void> => Promise.reject(Object.assign(new Error('EPERM'), { code: 'EPERM' }));
    const draft = (text: string): string => {
      const path = draftPath(folder, text);
      writeFileSync(path, text);
      return path;
    };
    const first = await placeArchive(draft('one'), folder, '2026-01-05', noSecondName);
    const second = await placeArchive(draft('two'), folder, '2026-01-05', noSecondName);
    expect([first, second].map((path) => readFileSync(path, 'utf8'))).toEqual(['one', 'two']);
    expect(readdirSync(folder).toSorted()).toEqual(['samehand-profile-2026-01-05-2.age', NAME]);
    const gone = placeArchive(join(folder, 'gone'), folder, '2026-01-05', noSecondName);
    await expect(gone).rejects.toThrow('ENOENT');
    expect(readdirSync(folder)).toHaveLength(2);
  });

  it('takes away drafts that were left a day ago, and nothing else', async () => {
    const old = new Date(Date.parse(FACTS.createdAt) - 25 * 3_600_000);
    const fresh = new Date(Date.parse(FACTS.createdAt) - 3_600_000);
    const others = ['.samehand-profile-b.part', '.other.part', 'samehand-profile-c.part', '.samehand-profile-d.part'];
    for (const name of ['.samehand-profile-a.part', ...others.slice(0, 3)]) writeFileSync(join(folder, name), 'x');
    mkdirSync(join(folder, '.samehand-profile-d.part'));
    for (const name of readdirSync(folder)) utimesSync(join(folder, name), old, old);
    utimesSync(join(folder, '.samehand-profile-b.part'), fresh, fresh);
    expect((await write()).ok).toBe(true);
    expect(readdirSync(folder).toSorted()).toEqual([...others, NAME].toSorted());
  });
});

describe('what cannot be written', () => {
  it('is said without the path, as it goes into the audit log too', async () => {
    const file = join(folder, 'file');
    writeFileSync(file, '');
    const messages: string[] = [];
    for (const into of [join(folder, 'nowhere'), file, join(file, 'inner')]) {
      const done = await write(into);
      if (!done.ok) messages.push(`${done.code}: ${done.message}`);
    }
    expect(messages).toEqual([
      'storage-unavailable: The archive cannot be written to this folder: it is not there: check the path.',
      'storage-unavailable: This is no folder. Choose one for the archive.',
      'storage-unavailable: The archive cannot be written to this folder: a part of its path is no folder: check the path.',
    ]);
    expect(readdirSync(folder)).toEqual(['file']);
  });

  it('is what no restore would read, as it is too large', async () => {
    const done = await write(folder, new Uint8Array(MOST_DATABASE_BYTES + 1));
    expect(done).toMatchObject({
      ok: false,
      message: expect.stringMatching(/larger than an archive may be/) as string,
    });
    expect(readdirSync(folder)).toEqual([]);
  });

  it('leaves nothing on a disk that is full, or one that can only be read', async (ctx) => {
    needs(ctx, 'linux', 'root');
    const drive = join(folder, 'drive');
    mkdirSync(drive);
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m,mode=700', 'tmpfs', drive]);
    mounted.push(drive);
    expect(await write(drive, databaseOf(3_000_000))).toEqual({
      ok: false,
      code: 'storage-unavailable',
      message: 'The archive cannot be written to this folder: the disk is full: make room.',
    });
    expect(readdirSync(drive)).toEqual([]);
    const { bavail, bsize } = statfsSync(drive);
    writeFileSync(join(drive, 'filler'), new Uint8Array(bavail * bsize));
    expect(await write(drive)).toMatchObject({ ok: false, message: expect.stringMatching(/full/) as string });
    rmSync(join(drive, 'filler'));
    expect((await write(drive)).ok).toBe(true);

    execFileSync('mount', ['-o', 'remount,ro', drive]);
    expect(await write(drive)).toMatchObject({
      ok: false,
      message: expect.stringMatching(/can only be read/) as string,
    });
    expect(readdirSync(drive)).toEqual([NAME]);
  });

  it('is what reads otherwise than it was written', async () => {
    const draft = draftPath(folder, 'bent');
    const both = { folder, draft, passphrase: PASSPHRASE };
    await doJob({ type: 'draft', ...both, facts: FACTS, database: DATABASE, workFactor: CHEAP });
    const bytes = readFileSync(draft);
    bytes[90_000] = (bytes[90_000] ?? 0) ^ 1;
    writeFileSync(draft, bytes);
    expect(await doJob({ type: 'finish', ...both, newestSchema: SCHEMA })).toEqual({
      ok: false,
      code: 'storage-unavailable',
      message: 'The archive was written, but does not read the same: check the drive, or choose another folder.',
    });
    expect(readdirSync(folder)).toEqual([]);
  });
});

it('is whole or not there, whenever the program is killed', async () => {
  const script = `
    import { doJob } from '${new URL('do-job.ts', import.meta.url).href}';
    import { CHEAP, FACTS, PASSPHRASE, SCHEMA, databaseOf } from '${new URL('archive.fixture.ts', import.meta.url).href}';
    const database = databaseOf(400_000);
    process.stdout.write('ready');
    for (let n = 1; ; n += 1) {
      const both = { folder: '${folder}', draft: '${folder}/.samehand-profile-' + process.pid + n + '.part', passphrase: PASSPHRASE };
      await doJob({ type: 'draft', ...both, facts: FACTS, database, workFactor: CHEAP });
      await doJob({ type: 'finish', ...both, newestSchema: SCHEMA });
    }`;
  const random = createRandom(5);
  let drafts = 0;
  let archives = 0;
  for (let round = 0; round < 10; round += 1) {
    const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await once(child.stdout, 'data');
    await wait(random() * 600);
    child.kill('SIGKILL');
    await once(child, 'close');
    for (const name of readdirSync(folder)) {
      const path = join(folder, name);
      if (name.endsWith('.age')) {
        expect(await read(path)).toHaveLength(400_000);
        archives += 1;
      } else {
        expect(name).toMatch(/^\.samehand-profile-\d+\.part$/);
        drafts += 1;
      }
      rmSync(path);
    }
  }
  expect(drafts).toBeGreaterThan(0);
  expect(archives).toBeGreaterThan(0);
});
