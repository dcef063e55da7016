/** People whose profiles are stored on this workstation. Reads only, and also while the agent runs. */
import { CodedError, err, ok, unwrap, type ErrorCode, type Result } from '../../contract/result.ts';
import { MODALITIES, type Modality } from '../../contract/verdict.ts';
import type { Behaviour } from '../../ml/behaviour.ts';
import { createPointingBehaviour } from '../../ml/models/pointing-behaviour.ts';
import { createTypingBehaviour } from '../../ml/models/typing-behaviour.ts';
import type { Population } from '../../ml/population/population.ts';
import { existingTemplate } from '../keys/existing-template.ts';
import { readInstallation } from '../keys/installation.ts';
import type { Keychain } from '../keys/keychain.ts';
import { createKeySlots } from '../sensor/key-slots.ts';
import { homePaths } from '../shared/home.ts';
import { createBehaviours } from '../store/behaviours.ts';
import type { Database } from '../store/database.ts';
import { APPLICATION_ID, MIGRATIONS } from '../store/migrations/index.ts';
import { openDatabaseForReading } from '../store/open-database.ts';
import { createProfiles } from '../store/profiles.ts';
import { describeStorageFault } from '../store/storage-fault.ts';
import { createUsers } from '../store/users.ts';
import { isKnown, UNKNOWN, type KnownBehaviour, type KnownPerson } from './known-person.ts';

export interface StoredPerson {
  readonly id: string;
  readonly name: string;
  /** Why it cannot be used, where it cannot. */
  readonly known: Result<KnownPerson>;
}

export interface StoredPeople {
  readonly people: readonly StoredPerson[];
  /** Numbers keys as the stored profiles do. */
  readonly slotOf: (code: number) => number;
  /** What a user of this workstation is called there. */
  readonly idOf: (username: string) => string;
}

export interface StoredPeopleOptions {
  readonly home: string;
  readonly keychain: Keychain;
  readonly population: Population;
  /** What to call a user, by id. */
  readonly nameOf: (id: string, idOf: StoredPeople['idOf']) => string;
}

/** Stored bytes of one modality, as they were at one moment. */
interface StoredBytes {
  readonly body: Uint8Array | null;
  readonly established: boolean;
}

type StoredUser = Readonly<Record<Modality, StoredBytes>> & { readonly id: string };

const nothingStored = (home: string): CodedError =>
  new CodedError(
    'not-found',
    `${home} holds no profile yet: let the agent learn one (samehand run), or give recordings to learn from.`,
  );

const readUsers = (db: Database): readonly StoredUser[] => {
  const never = (): void => undefined;
  const behaviours = createBehaviours(db, never);
  const profiles = createProfiles(db, never);
  const users = createUsers(db);
  const bytesOf = (id: string, modality: Modality): StoredBytes => ({
    body: behaviours.load(id, modality)?.body ?? null,
    established: profiles.active(id, modality)?.established ?? false,
  });
  // One transaction: the agent may save between two reads.
  return db.transaction(() =>
    users.list().map((id) => ({ id, keyboard: bytesOf(id, 'keyboard'), pointer: bytesOf(id, 'pointer') })),
  )();
};

const readDatabase = (path: string, key: Uint8Array): readonly StoredUser[] | null => {
  const db = unwrap(openDatabaseForReading({ path, key, applicationId: APPLICATION_ID, migrations: MIGRATIONS }));
  if (db === null) return null;
  try {
    return readUsers(db);
  } catch (cause) {
    throw new CodedError('storage-unavailable', `${path} could not be read: ${describeStorageFault(cause)}.`, {
      cause,
    });
  } finally {
    db.close();
  }
};

const MODEL_ERRORS: Readonly<Record<'model-damaged' | 'model-newer', ErrorCode>> = {
  'model-damaged': 'storage-unavailable',
  'model-newer': 'storage-newer',
};

const decode = <Columns, Profile>(
  behaviour: Behaviour<Columns, Profile>,
  { body, established }: StoredBytes,
): Result<KnownBehaviour<Columns>> => {
  if (body === null) return ok(UNKNOWN);
  const decoded = behaviour.decode(body);
  if (!decoded.ok) return err(MODEL_ERRORS[decoded.code], decoded.message);
  const profile = decoded.value;
  return ok({ model: behaviour.model(profile), actions: behaviour.actionsOf(profile), established });
};

/**
 * Reads every profile that the key of this workstation opens. Of a running agent it is what was saved last, at most a
 * minute ago.
 *
 * @throws CodedError `not-found` when there is no profile; `key-unavailable`; `storage-unavailable` or `storage-newer` for
 *   a database that is damaged, another program's, or of an older or newer version.
 */
export const readStoredPeople = async (options: StoredPeopleOptions): Promise<StoredPeople> => {
  const { home, keychain, population, nameOf } = options;
  if (unwrap(readInstallation(home)) === null) throw nothingStored(home);
  const { databaseKey, slotSecret, idOf } = unwrap(await existingTemplate(home, keychain));
  const users = readDatabase(homePaths(home).behaviour, databaseKey);
  const typing = createTypingBehaviour(population.keyboard);
  const pointing = createPointingBehaviour(population.pointer);

  const toPerson = ({ id, ...stored }: StoredUser): StoredPerson => {
    const name = nameOf(id, idOf);
    const keyboard = decode(typing, stored.keyboard);
    if (!keyboard.ok) return { id, name, known: keyboard };
    const pointer = decode(pointing, stored.pointer);
    if (!pointer.ok) return { id, name, known: pointer };
    return { id, name, known: ok({ name, keyboard: keyboard.value, pointer: pointer.value }) };
  };
  const people = (users ?? [])
    .filter((stored) => MODALITIES.some((modality) => stored[modality].body !== null))
    .map(toPerson);
  if (people.length === 0) throw nothingStored(home);
  return { people, slotOf: createKeySlots(slotSecret), idOf };
};

/**
 * The profile of one user.
 *
 * @throws CodedError `user-unknown`; `not-enough-data` while too little is known; as stored, when it cannot be used.
 */
export const storedPerson = ({ people, idOf }: StoredPeople, username: string): KnownPerson => {
  const id = idOf(username);
  const found = people.find((person) => person.id === id);
  if (found === undefined) {
    throw new CodedError('user-unknown', `Nothing was learned yet of the user ${username} on this workstation.`);
  }
  const person = unwrap(found.known);
  if (isKnown(person)) return person;
  throw new CodedError(
    'not-enough-data',
    `Too little is known of the user ${username} to compare with: ${String(person.keyboard.actions)} keystrokes and ` +
      `${String(person.pointer.actions)} pointer actions were learned. Let the agent learn more.`,
  );
};
