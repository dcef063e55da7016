import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { Encrypter } from 'age-encryption';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CodedError } from '../../contract/result.ts';
import { needs } from '../../tests/support/needs.ts';
import { createRandom } from '../../ml/random.ts';
import { encrypted } from './age-cipher.ts';
import { contentOf } from './archive-content.ts';
import { CHEAP, FACTS, PASSPHRASE, SCHEMA, archiveOf, archiveOfText, databaseOf, put } from './archive.fixture.ts';
import { readBySpecification } from './age-by-specification.fixture.ts';
import { VERSION_1 } from './archive-version-1.fixture.ts';
import { MOST_ARCHIVE_BYTES } from './limits.ts';
import { readArchive, type ReadArchive } from './read-archive.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'samehand-archive-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const file = (bytes: Uint8Array): string => put(join(folder, 'a.age'), bytes);
const read = (path: string, passphrase = PASSPHRASE): Promise<ReadArchive> => readArchive(path, passphrase, SCHEMA);

/** What it fails with. */
const refusal = async (path: string, passphrase = PASSPHRASE): Promise<CodedError> => {
  const cause: unknown = await read(path, passphrase).then(
    () => 'it was read',
    (error: unknown) => error,
  );
  if (cause instanceof CodedError) return cause;
  throw new Error(`this is no refusal: ${String(cause)}`);
};

describe('an archive', () => {
  it.each([0, 1, 1_000, 65_536, 300_000])('gives back what was put into it: a database of %i bytes', async (bytes) => {
    const database = databaseOf(bytes);
    const archive = await archiveOf(FACTS, database);
    const { header, ...content } = await read(file(archive));
    expect(content).toEqual({ database, bytes: archive.length });
    const { createdAt, program, schemaVersion, template, windows, established } = header;
    expect({ createdAt, program, schemaVersion, template, windows, established }).toEqual(FACTS);
  });

  it('can be opened with the passphrase typed on another keyboard', async () => {
    const archive = await buffer(encrypted(contentOf(FACTS, databaseOf(10)), 'Ångström, café au lait', CHEAP));
    const { database } = await read(file(archive), 'A\u030angstro\u0308m, cafe\u0301 au lait');
    expect(database).toEqual(databaseOf(10));
  });

  it('is what the specification of age says, of which nothing of ours is needed to open it', async () => {
    const content = readBySpecification(await archiveOf(FACTS, databaseOf(150_000)), PASSPHRASE);
    const end = content.indexOf(0x0a);
    expect(JSON.parse(content.subarray(0, end).toString())).toMatchObject({ type: 'samehand-profile', version: 1 });
    expect(content.subarray(end + 1)).toEqual(Buffer.from(databaseOf(150_000)));
  });

  it('is read by every version after the one that made it', async () => {
    const { header, database } = await read(file(VERSION_1));
    expect(header).toMatchObject({ ...FACTS, version: 1 });
    expect(database).toEqual(databaseOf(256));
  });

  it('shows nothing of its content', async () => {
    const archive = (await archiveOf(FACTS, databaseOf(1_000))).toString('latin1');
    const { slotSecret, databaseKey, userId } = FACTS.template;
    const secrets = [slotSecret, databaseKey].map((key) => Buffer.from(key));
    const marks = [
      ...secrets.flatMap((key) => [key.toString('latin1'), key.toString('base64'), key.toString('hex')]),
      ...[userId, FACTS.createdAt, FACTS.program, 'samehand', 'established', PASSPHRASE],
      Buffer.from(databaseOf(1_000)).subarray(0, 16).toString('latin1'),
    ];
    expect(marks.filter((mark) => archive.toLowerCase().includes(mark.toLowerCase()))).toEqual([]);
  });
});

describe('what is refused', () => {
  it('is a wrong passphrase, which cannot be told from damage', async () => {
    const { code, message } = await refusal(file(await archiveOf(FACTS, databaseOf(10))), 'correct horse batterz');
    expect(code).toBe('backup-invalid');
    expect(message).toMatch(/passphrase is wrong, or the file is damaged.*Check the passphrase/);
  });

  it('is every one of 600 tamperings, and not one byte of such an archive is given out', async () => {
    const archive = await archiveOf(FACTS, databaseOf(150_000));
    const other = await archiveOf(FACTS, databaseOf(150_000));
    const random = createRandom(33);
    const upTo = (most: number): number => Math.floor(random() * most);
    const piece = 65_536 + 16;
    const flipped = (at: number): Uint8Array => {
      const bytes = Uint8Array.from(archive);
      bytes[at] = (bytes[at] ?? 0) ^ (1 << upTo(8));
      return bytes;
    };
    const tampered: readonly (() => Uint8Array)[] = [
      ...Array.from({ length: 400 }, () => () => flipped(upTo(archive.length))),
      // In the header, which few of the others hit.
      ...Array.from({ length: 100 }, () => () => flipped(upTo(250))),
      ...Array.from({ length: 73 }, () => () => archive.subarray(0, upTo(archive.length))),
      ...[1, 16, piece].map((bytes) => () => archive.subarray(0, archive.length - bytes)),
      ...Array.from({ length: 20 }, () => () => Buffer.concat([archive, databaseOf(1 + upTo(piece))])),
      // A piece left out, doubled, taken from another archive of the same content.
      () => Buffer.concat([archive.subarray(0, 1_000), archive.subarray(1_000 + piece)]),
      () => Buffer.concat([archive.subarray(0, 1_000 + piece), archive.subarray(1_000)]),
      () => Buffer.concat([archive.subarray(0, 80_000), other.subarray(80_000)]),
      () => Buffer.concat([other.subarray(0, 300), archive.subarray(300)]),
    ];
    expect(tampered).toHaveLength(600);
    const codes = new Map<string, number>();
    for (const tamper of tampered) {
      const { code } = await refusal(file(tamper()));
      codes.set(code, (codes.get(code) ?? 0) + 1);
    }
    expect([...codes]).toEqual([['backup-invalid', tampered.length]]);
  });

  it.each([
    ['nothing', ''],
    ['a text', 'a shopping list\n'],
    ['an archive for a key instead of a passphrase', 'age-encryption.org/v1\n-> X25519 abcdef\n'],
    ['another version of the format', 'age-encryption.org/v2\n-> scrypt AAAAAAAAAAAAAAAAAAAAAA 18\n'],
  ])('is a file that holds %s', async (_what, text) => {
    const { code, message } = await refusal(put(join(folder, 'x'), Buffer.from(text)));
    expect(code).toBe('backup-invalid');
    expect(message).toMatch(/is no archive of Samehand\. Choose/);
  });

  it('is what asks for more memory than ours do, before any is taken', async () => {
    const stanza = Buffer.from('age-encryption.org/v1\n-> scrypt AAAAAAAAAAAAAAAAAAAAAA 19\n');
    const { message } = await refusal(put(join(folder, 'x'), Buffer.concat([stanza, databaseOf(500)])));
    expect(message).toMatch(/asks for more memory/);
  });

  it('is what other programs encrypt with age', async () => {
    const encrypter = new Encrypter();
    encrypter.setPassphrase(PASSPHRASE);
    encrypter.setScryptWorkFactor(CHEAP);
    expect((await refusal(file(await encrypter.encrypt('a shopping list\n')))).message).toMatch(/holds no profile/);
    expect((await refusal(file(await encrypter.encrypt('no line')))).message).toMatch(/not complete/);
    expect((await refusal(file(await encrypter.encrypt(new Uint8Array(20_000))))).message).toMatch(/not complete/);
  });

  it('is a folder, a link, a pipe, a device, and what is not there', async (ctx) => {
    const archive = file(await archiveOf(FACTS, databaseOf(10)));
    mkdirSync(join(folder, 'inner'));
    symlinkSync(archive, join(folder, 'link'));
    for (const path of [join(folder, 'inner'), join(folder, 'link')]) {
      expect((await refusal(path)).message).toMatch(/a folder, a link or a device\. Give the path/);
    }
    await expect(read(join(folder, 'nowhere'))).rejects.toThrow('ENOENT');
    needs(ctx, 'linux');
    const pipe = join(folder, 'pipe');
    execFileSync('mkfifo', [pipe]);
    for (const path of [pipe, '/dev/zero']) expect((await refusal(path)).code).toBe('backup-invalid');
  });

  it('is a file larger than an archive may be, without reading it', async () => {
    const path = join(folder, 'huge.age');
    writeFileSync(path, '');
    truncateSync(path, MOST_ARCHIVE_BYTES + 1);
    expect((await refusal(path)).message).toMatch(/larger than an archive may be \(512 MB\)/);
  });
});

describe('what is inside', () => {
  const headerOf = async (): Promise<Record<string, unknown>> => {
    let text = '';
    for await (const piece of contentOf(FACTS, databaseOf(0))) text += Buffer.from(piece).toString();
    return JSON.parse(text) as Record<string, unknown>;
  };
  const refusalOf = async (changes: Readonly<Record<string, unknown>>): Promise<string> => {
    const text = `${JSON.stringify({ ...(await headerOf()), ...changes })}\n`;
    return (await refusal(file(await archiveOfText(text)))).message;
  };

  it('may be of a newer version, which is said', async () => {
    expect(await refusalOf({ version: 2, program: '9.9.9', andMore: true })).toBe(
      'This archive was made by a newer version of Samehand (9.9.9; archive version 2). Install that version or a newer one, and try again.',
    );
    expect(await refusalOf({ schemaVersion: SCHEMA + 1 })).toMatch(/newer version.*database schema 5/);
  });

  it.each([
    { type: 'samehand-log' },
    { template: { ...FACTS.template, slotSecret: 'AAAA', databaseKey: 'AAAA' } },
    { template: null },
    { createdAt: 'yesterday' },
    { unknown: 1 },
    { database: { bytes: -1, sha256: '' } },
  ])('is checked: %j', async (changes) => {
    expect(await refusalOf(changes)).toMatch(/holds no profile of Samehand\. Choose another/);
  });

  it('must be as long as it says, and what it says', async () => {
    const sha256 = 'a'.repeat(64);
    expect(await refusalOf({ database: { bytes: 0, sha256 } })).toMatch(/not the one that was stored/);
    expect(await refusalOf({ database: { bytes: 5, sha256 } })).toMatch(/shorter than it says/);
    expect(await refusalOf({ database: { bytes: 2 ** 40, sha256 } })).toMatch(/larger than an archive may be/);
    const longer = `${JSON.stringify(await headerOf())}\nmore`;
    expect((await refusal(file(await archiveOfText(longer)))).message).toMatch(/longer than it says/);
  });
});
