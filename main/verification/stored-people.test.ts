import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { unwrap } from '../../contract/result.ts';
import { MODALITIES } from '../../contract/verdict.ts';
import { crc32 } from '../../ml/models/crc32.ts';
import { createTypingBehaviour } from '../../ml/models/typing-behaviour.ts';
import { installWorkstation, learnPerson, openLearnedStore } from '../../tests/support/learned-workstation.ts';
import { recordSitting } from '../../tests/support/simulated-recording.ts';
import { shippedPopulation } from '../engine/population.ts';
import { databaseKey } from '../keys/derive.ts';
import { currentSlotSecret, userIdOf } from '../keys/identity.ts';
import { createKeyFile } from '../keys/key-file.ts';
import type { Keychain } from '../keys/keychain.ts';
import { createKeySlots } from '../sensor/key-slots.ts';
import { homePaths } from '../shared/home.ts';
import type { BehaviourStore } from '../store/behaviour-store.ts';
import { connect } from '../store/database.ts';
import { joinSittings, readSittings } from './recorded-input.ts';
import { readStoredPeople, storedPerson, type StoredPeople } from './stored-people.ts';
import { verify } from './verify.ts';

const MASTER = new Uint8Array(32).fill(3);
const SECRET = currentSlotSecret(MASTER);
const OWNER = 4;
const STRANGER = 5;
const SITTING = { keystrokes: 700, pointerActions: 0 };
const NO_KEYCHAIN: Keychain = {
  read: () => Promise.resolve({ kind: 'unavailable', message: 'none here' }),
  write: () => Promise.reject(new Error('nothing may be written')),
  remove: () => Promise.reject(new Error('nothing may be removed')),
};

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'samehand-stored-'));
});
afterEach(() => {
  rmSync(home, { recursive: true });
});

const install = (): void => {
  installWorkstation(home, MASTER);
};
const openStore = (): BehaviourStore => openLearnedStore(home, MASTER);
const learn = (username: string, person: number, days: readonly number[]): BehaviourStore =>
  learnPerson({ home, master: MASTER, username, person, days, sitting: SITTING });

const read = (): Promise<StoredPeople> =>
  readStoredPeople({
    home,
    keychain: NO_KEYCHAIN,
    population: shippedPopulation(),
    nameOf: (id, idOf) => (id === idOf('ada') ? 'you' : 'another'),
  });

const answerOf = async (people: StoredPeople, person: number): Promise<string> => {
  const files = [recordSitting(home, person, 9, SITTING)];
  return verify(storedPerson(people, 'ada'), joinSittings(await readSittings(files, people.slotOf)), MODALITIES).answer;
};

const digests = (): Record<string, string> =>
  Object.fromEntries(
    readdirSync(home)
      .filter((name) => !name.endsWith('.csv'))
      .map((name) => [
        name,
        createHash('sha256')
          .update(readFileSync(join(home, name)))
          .digest('hex'),
      ]),
  );

describe('readStoredPeople', () => {
  it('reads what the agent learned, while it runs and after, and changes no byte', async () => {
    install();
    const store = learn('ada', OWNER, [1, 2, 3]);
    const running = digests();
    const whileOpen = await read();
    // The index of the log is shared memory: readers mark in it what they read.
    expect({ ...digests(), 'behaviour.db-shm': '' }).toEqual({ ...running, 'behaviour.db-shm': '' });
    store.close();

    const closed = digests();
    const people = await read();
    const after = digests();
    // SQLite lays an empty log and its index beside a database that it reads, as private as the database.
    const beside = Object.keys(after).filter((name) => !(name in closed));
    expect({ ...after, ...closed }).toEqual(after);
    expect(beside.sort()).toEqual(['behaviour.db-shm', 'behaviour.db-wal']);
    expect(statSync(join(home, 'behaviour.db-wal'))).toMatchObject({ size: 0 });
    for (const name of beside) expect(statSync(join(home, name)).mode & 0o077).toBe(0);
    expect(people.people.map(({ name }) => name)).toEqual(['you']);
    expect(storedPerson(people, 'ada').keyboard).toMatchObject({ established: true });
    expect(storedPerson(people, 'ada').keyboard.actions).toBe(storedPerson(whileOpen, 'ada').keyboard.actions);
    expect(await answerOf(people, OWNER)).toBe('same');
    expect(await answerOf(people, STRANGER)).toBe('different');
  });

  it('needs the slots of its own installation', async () => {
    install();
    learn('ada', OWNER, [1, 2, 3]).close();
    const people = await read();
    const slots = [30, 31, 32, 33].map((code) => people.slotOf(code));
    expect(slots).toEqual([30, 31, 32, 33].map(createKeySlots(SECRET)));
  });

  it('names every user it holds and knows nobody else', async () => {
    install();
    learn('ada', OWNER, [1]).close();
    learn('ben', STRANGER, [1]).close();
    const people = await read();
    expect(people.people.map(({ name }) => name).sort()).toEqual(['another', 'you']);
    expect(() => storedPerson(people, 'cleo')).toThrow(expect.objectContaining({ code: 'user-unknown' }));
  });

  it('says when there is nothing yet', async () => {
    await expect(read()).rejects.toMatchObject({ code: 'not-found' });
    expect(readdirSync(home)).toEqual([]);
    install();
    await expect(read()).rejects.toMatchObject({ code: 'not-found' });
    openStore().close();
    await expect(read()).rejects.toMatchObject({ code: 'not-found' });
  });

  it('says when too little is known', async () => {
    install();
    const store = openStore();
    const typing = createTypingBehaviour(shippedPopulation().keyboard);
    const userId = userIdOf(SECRET, 'ada');
    unwrap(
      store.transaction(({ users, behaviours }) => {
        users.ensure(userId);
        behaviours.save({ userId, modality: 'keyboard', body: typing.encode(typing.create()), reference: null });
      }),
    );
    store.close();
    const people = await read();
    expect(() => storedPerson(people, 'ada')).toThrow(expect.objectContaining({ code: 'not-enough-data' }));
  });

  it('refuses a database that is damaged, another program’s, or that its key does not open', async () => {
    install();
    learn('ada', OWNER, [1]).close();
    const { behaviour } = homePaths(home);
    const good = readFileSync(behaviour);
    const damaged = Buffer.from(good);
    damaged.fill(0x55, 2048, damaged.length);
    writeFileSync(behaviour, damaged);
    await expect(read()).rejects.toMatchObject({ code: 'storage-unavailable' });
    expect(readFileSync(behaviour).equals(damaged)).toBe(true);

    rmSync(behaviour);
    const foreign = unwrap(connect({ path: behaviour, key: databaseKey(MASTER), busyTimeoutMs: 0 }));
    foreign.exec('CREATE TABLE notes (text TEXT)');
    foreign.close();
    await expect(read()).rejects.toMatchObject({ code: 'storage-unavailable' });

    writeFileSync(behaviour, good);
    rmSync(join(home, 'key'));
    await expect(read()).rejects.toMatchObject({ code: 'key-unavailable' });
    createKeyFile(home, new Uint8Array(32).fill(4));
    await expect(read()).rejects.toMatchObject({ code: 'storage-unavailable' });
  });

  it.each([
    ['newer', '+ 1', 'storage-newer'],
    ['older', '- 1', 'storage-unavailable'],
  ])('refuses a database of a %s version and migrates nothing', async (_, step, code) => {
    install();
    learn('ada', OWNER, [1]).close();
    const { behaviour } = homePaths(home);
    const db = unwrap(connect({ path: behaviour, key: databaseKey(MASTER), busyTimeoutMs: 0 }));
    const version = db.pragma('user_version', { simple: true }) as number;
    db.pragma(`user_version = ${String(step === '+ 1' ? version + 1 : version - 1)}`);
    db.pragma('wal_checkpoint(TRUNCATE)');
    db.close();
    const before = readFileSync(behaviour);
    await expect(read()).rejects.toMatchObject({ code });
    expect(readFileSync(behaviour).equals(before)).toBe(true);
  });

  it.each([
    ['damaged', 40, 'storage-unavailable'],
    // Byte 4 is the version of what is kept.
    ['of a newer version', 4, 'storage-newer'],
  ])('never uses a profile that is %s', async (_, place, code) => {
    install();
    const store = learn('ada', OWNER, [1]);
    const id = userIdOf(SECRET, 'ada');
    unwrap(
      store.transaction(({ behaviours }) => {
        const stored = behaviours.load(id, 'keyboard');
        if (stored === null) throw new Error('nothing was stored');
        const body = Buffer.from(stored.body);
        body.writeUInt8(((body[place] ?? 0) + 1) % 256, place);
        if (code === 'storage-newer') body.writeUInt32LE(crc32(body.subarray(0, -4)), body.length - 4);
        behaviours.save({ ...stored, body });
      }),
    );
    store.close();
    const people = await read();
    expect(people.people.map(({ name, known }) => [name, known.ok])).toEqual([['you', false]]);
    expect(() => storedPerson(people, 'ada')).toThrow(expect.objectContaining({ code }));
  });
});
