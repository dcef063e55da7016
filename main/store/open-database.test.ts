import { createHash, randomBytes } from 'node:crypto';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { unwrap } from '../../contract/result.ts';
import { IN_MEMORY, type Database } from './database.ts';
import type { Migration } from './migrate.ts';
import { openDatabase, type DatabaseOptions } from './open-database.ts';

const KEY = new Uint8Array(32).fill(7);
const MARKER = 'a plaintext that nobody else would write';

const notes: Migration = {
  version: 1,
  name: 'notes',
  up: (db) => {
    db.exec('CREATE TABLE notes (text TEXT NOT NULL) STRICT');
  },
};
const authors: Migration = {
  version: 2,
  name: 'authors',
  up: (db) => {
    db.exec("ALTER TABLE notes ADD COLUMN author TEXT NOT NULL DEFAULT 'unknown'");
  },
};

let folder = '';
let path = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'samehand-database-'));
  path = join(folder, 'data', 'notes.db');
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const options = (changes: Partial<DatabaseOptions> = {}): DatabaseOptions => ({
  path,
  key: KEY,
  synchronous: 'NORMAL',
  applicationId: 0x1234,
  migrations: [notes],
  ...changes,
});
const open = (changes?: Partial<DatabaseOptions>): Database => unwrap(openDatabase(options(changes)));
const write = (db: Database, text = MARKER): void => {
  db.prepare('INSERT INTO notes (text) VALUES (?)').run(text);
};
const texts = (db: Database): unknown[] => db.prepare('SELECT text FROM notes').pluck().all();

/** Name and digest of every file beside the database but the shared memory, which holds no data. */
const files = (): Readonly<Record<string, string>> =>
  Object.fromEntries(
    readdirSync(join(path, '..'))
      .filter((name) => !name.endsWith('-shm'))
      .map((name) => [
        name,
        createHash('sha256')
          .update(readFileSync(join(path, '..', name)))
          .digest('hex'),
      ]),
  );

/** Leaves the files as a crash does: with rows that are in the log only. */
const crash = (db: Database): void => {
  const aside = join(folder, 'aside');
  mkdirSync(aside);
  for (const name of ['notes.db', 'notes.db-wal']) copyFileSync(join(path, '..', name), join(aside, name));
  db.close();
  for (const name of ['notes.db', 'notes.db-wal']) copyFileSync(join(aside, name), join(path, '..', name));
};

describe('a database', () => {
  it('is made with its folder, for its owner alone, log and all', () => {
    const db = open();
    write(db);
    expect(statSync(join(path, '..')).mode & 0o777).toBe(0o700);
    for (const file of [path, `${path}-wal`, `${path}-shm`]) expect(statSync(file).mode & 0o777).toBe(0o600);
    db.close();
    expect(readdirSync(join(path, '..'))).toEqual(['notes.db']);
  });

  it('takes from others what they could do with an existing file', () => {
    open().close();
    chmodSync(path, 0o644);
    open().close();
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  it('is opened with what keeps it sound and private', () => {
    const db = open({ synchronous: 'FULL' });
    const pragma = (name: string): unknown => db.pragma(name, { simple: true });
    expect(pragma('journal_mode')).toBe('wal');
    expect(pragma('synchronous')).toBe(2);
    expect(pragma('foreign_keys')).toBe(1);
    expect(pragma('secure_delete')).toBe(1);
    expect(pragma('recursive_triggers')).toBe(1);
    expect(pragma('temp_store')).toBe(2);
    expect(pragma('busy_timeout')).toBe(5_000);
    expect(pragma('application_id')).toBe(0x1234);
    expect(pragma('cipher')).toBe('chacha20');
    db.close();
  });

  it('keeps plain text out of the file and the log', () => {
    const plain = open({ path: `${path}-plain`, key: null });
    write(plain);
    expect(readFileSync(`${path}-plain-wal`).includes(MARKER)).toBe(true);
    plain.close();

    const db = open();
    write(db);
    expect(readFileSync(`${path}-wal`).includes(MARKER)).toBe(false);
    db.pragma('wal_checkpoint(TRUNCATE)');
    expect(readFileSync(path).includes(MARKER)).toBe(false);
    expect(readFileSync(path).includes('CREATE TABLE')).toBe(false);
    expect(readFileSync(path).includes('SQLite format 3')).toBe(false);
    db.close();
  });

  it('can live in memory', () => {
    const db = open({ path: IN_MEMORY, key: null });
    write(db);
    expect(texts(db)).toEqual([MARKER]);
    db.close();
    expect(readdirSync(folder)).toEqual([]);
  });

  it('keeps what was committed before a crash', () => {
    const db = open();
    write(db);
    crash(db);
    const again = open();
    expect(texts(again)).toEqual([MARKER]);
    again.close();
  });
});

describe('migrations', () => {
  it('are taken once each, with the rows kept', () => {
    const old = open();
    write(old);
    old.close();
    const db = open({ migrations: [notes, authors] });
    expect(db.prepare('SELECT * FROM notes').all()).toEqual([{ text: MARKER, author: 'unknown' }]);
    expect(db.pragma('user_version', { simple: true })).toBe(2);
    db.close();
    open({ migrations: [notes, authors] }).close();
  });

  it('are done altogether or not at all', () => {
    const old = open();
    write(old);
    old.close();
    const halfWay: Migration = {
      ...authors,
      up: (db) => {
        authors.up(db);
        throw new Error('half-way');
      },
    };
    expect(() => openDatabase(options({ migrations: [notes, halfWay] }))).toThrow('half-way');
    const db = open();
    expect(db.prepare('SELECT * FROM notes').all()).toEqual([{ text: MARKER }]);
    expect(db.pragma('user_version', { simple: true })).toBe(1);
    db.close();
  });
});

describe('a database that cannot be used', () => {
  const refuse = (changes: Partial<DatabaseOptions>, code: string, words: string): void => {
    const before = existsSync(path) ? files() : null;
    const opened = openDatabase(options(changes));
    expect(opened).toMatchObject({ ok: false, code });
    expect(opened.ok ? '' : opened.message).toContain(words);
    if (before !== null) expect(files()).toEqual(before);
  };

  it('is left alone when it is newer, with and without a log', () => {
    const db = open({ migrations: [notes, authors] });
    write(db, 'of the newer version');
    crash(db);
    expect(Object.keys(files())).toEqual(['notes.db', 'notes.db-wal']);
    refuse({}, 'storage-newer', 'was written by a newer version of Samehand (schema 2, this one knows 1)');
    open({ migrations: [notes, authors] }).close();
    expect(Object.keys(files())).toEqual(['notes.db']);
    refuse({}, 'storage-newer', 'was written by a newer version of Samehand (schema 2, this one knows 1)');
    expect(readdirSync(join(path, '..'))).toEqual(['notes.db']);
  });

  it('is left alone when the key is wrong or missing, with and without a log', () => {
    const db = open();
    write(db);
    crash(db);
    const wrong = new Uint8Array(32).fill(8);
    refuse({ key: wrong }, 'storage-unavailable', 'its key does not fit or the file is damaged');
    refuse({ key: null }, 'storage-unavailable', 'its key does not fit or the file is damaged');
    open().close();
    refuse({ key: wrong }, 'storage-unavailable', 'its key does not fit or the file is damaged');
    const again = open();
    expect(texts(again)).toEqual([MARKER]);
    again.close();
  });

  it.each([
    ['in the head', 100],
    ['in the middle', 3 * 4_096 + 1_000],
  ])('is left alone when one bit is wrong %s', (_, offset) => {
    const db = open();
    for (let row = 0; row < 1_000; row += 1) write(db);
    db.close();
    const bytes = readFileSync(path);
    bytes[offset] = (bytes[offset] ?? 0) ^ 1;
    writeFileSync(path, bytes);
    refuse({}, 'storage-unavailable', 'damaged');
  });

  it('is left alone when it is cut short or no database', () => {
    const db = open();
    for (let row = 0; row < 1_000; row += 1) write(db);
    db.close();
    writeFileSync(path, readFileSync(path).subarray(0, 3 * 4_096));
    refuse({}, 'storage-unavailable', 'damaged');
    writeFileSync(path, randomBytes(8_192));
    refuse({}, 'storage-unavailable', 'damaged');
  });

  it("is left alone when it is another program's", () => {
    open().close();
    refuse({ applicationId: 0x4321 }, 'storage-unavailable', 'is a database of another program');
  });

  it('is not made where no folder can be', () => {
    writeFileSync(join(folder, 'data'), 'a file');
    refuse({}, 'storage-unavailable', 'cannot be written');
    expect(readFileSync(join(folder, 'data'), 'utf8')).toBe('a file');
  });

  it('is not opened with a key of a wrong length', () => {
    expect(() => openDatabase(options({ key: new Uint8Array(16) }))).toThrow('a database key has 32 bytes, not 16');
  });
});
