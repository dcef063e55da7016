import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FACTS, PASSPHRASE, SCHEMA, archiveOf, databaseOf, put } from './archive.fixture.ts';
import { createArchives, type Archives, type ArchivesOptions } from './archives.ts';
import { SCRYPT_WORK_FACTOR } from './limits.ts';

let folder = '';
let archives: Archives;
const open = (options: Partial<ArchivesOptions> = {}): Archives => {
  let ids = 0;
  const newId = (): string => {
    ids += 1;
    return String(ids);
  };
  return createArchives({ newestSchema: SCHEMA, newId, ...options });
};
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'samehand-archives-'));
  archives = open();
});
afterEach(async () => {
  await archives.close();
  rmSync(folder, { recursive: true, force: true });
});

const write = (database = databaseOf(200_000)) => archives.write(folder, PASSPHRASE, FACTS, database);

/** A thread that does what it pleases. */
const otherThread = (code: string): URL => {
  const path = join(folder, 'other.mjs');
  writeFileSync(path, code);
  return pathToFileURL(path);
};

/** The longest time in which a timer of 5 ms did not come to its turn. */
const longestPause = async <T>(work: () => Promise<T>): Promise<{ readonly value: T; readonly longestMs: number }> => {
  let last = performance.now();
  let longestMs = 0;
  const timer = setInterval(() => {
    longestMs = Math.max(longestMs, performance.now() - last);
    last = performance.now();
  }, 5);
  try {
    return { value: await work(), longestMs };
  } finally {
    clearInterval(timer);
  }
};

describe('archives', { timeout: 180_000 }, () => {
  it('are written and read in threads, while the calling one goes on', async () => {
    const { value: summary, longestMs } = await longestPause(() => write());
    expect(readdirSync(folder)).toEqual(['samehand-profile-2026-01-05.age']);
    expect(summary.bytes).toBe(statSync(summary.path).size);
    const read = await longestPause(() => archives.read(summary.path, PASSPHRASE));
    expect(read.value).toEqual({ summary, template: FACTS.template, database: databaseOf(200_000) });
    expect(await archives.check(summary.path, PASSPHRASE)).toEqual(summary);
    // Deriving the key alone takes a second.
    expect(Math.max(longestMs, read.longestMs)).toBeLessThan(500);
  });

  it('are worth the work that the age program asks for', async () => {
    const { path } = await write(databaseOf(10));
    expect(readFileSync(path, 'latin1')).toMatch(
      new RegExp(String.raw`^age-encryption\.org/v1\n-> scrypt \S{22} ${String(SCRYPT_WORK_FACTOR)}\n`),
    );
    expect(SCRYPT_WORK_FACTOR).toBe(18);
  });

  it('fail with what can be done about it', async () => {
    const path = put(join(folder, 'cheap.age'), await archiveOf(FACTS, databaseOf(10)));
    await expect(archives.read(path, 'not the passphrase')).rejects.toMatchObject({ code: 'backup-invalid' });
    await expect(archives.check(join(folder, 'nowhere'), PASSPHRASE)).rejects.toMatchObject({
      code: 'storage-unavailable',
      message: 'This archive cannot be read: it is not there: check the path.',
    });
    await expect(archives.write(join(folder, 'nowhere'), PASSPHRASE, FACTS, databaseOf(1))).rejects.toMatchObject({
      code: 'storage-unavailable',
    });
  });
});

describe('a thread', () => {
  it.each([
    ['that dies', 'process.exit(1)', /was ended, and nothing was changed/],
    ['that has a fault', 'throw new Error("!")', /was ended, and nothing was changed/],
    ['whose drive hangs', 'setInterval(() => undefined, 1000)', /The drive took too long/],
  ])('%s leaves no draft', async (_what, code, message) => {
    // It has begun to write when that happens.
    const begun = `import { workerData } from 'node:worker_threads';
      import { writeFileSync } from 'node:fs';
      writeFileSync(workerData.draft, 'begun'); ${code};`;
    const broken = open({ entry: otherThread(begun), limitMs: 1_000 });
    const written = broken.write(folder, PASSPHRASE, FACTS, databaseOf(10));
    await expect(written).rejects.toMatchObject({
      code: 'storage-unavailable',
      message: expect.stringMatching(message) as string,
    });
    expect(readdirSync(folder)).toEqual(['other.mjs']);
  });

  it('is given up when the agent ends, and none is started after', async () => {
    const written = write();
    const given = expect(written).rejects.toMatchObject({ code: 'interrupted' });
    await archives.close();
    await given;
    expect(readdirSync(folder)).toEqual([]);
    await expect(archives.check(join(folder, 'x'), PASSPHRASE)).rejects.toMatchObject({ code: 'interrupted' });
  });
});
