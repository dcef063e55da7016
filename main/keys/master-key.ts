/**
 * Finds the master key, or makes one on a new installation. The rule that everything here serves: while encrypted data
 * exist, a key that cannot be had is `key-unavailable`, and never a reason to make another one.
 */
import { err, ok, type Result } from '../../contract/result.ts';
import { MASTER_KEY_BYTES } from './derive.ts';
import { readInstallation, writeInstallation, type KeySource } from './installation.ts';
import { createKeyFile, keyFilePath, readKeyFile } from './key-file.ts';
import { decodeKey, encodeKey } from './key-text.ts';
import type { Keychain } from './keychain.ts';

export interface MasterKeyOptions {
  /** The data folder; it exists, and the caller holds its instance lock. */
  readonly home: string;
  readonly keychain: Keychain;
  /** Cryptographically strong. */
  readonly randomBytes: (length: number) => Uint8Array;
  /** A random UUID for a new installation. */
  readonly newId: () => string;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Whether there is data that the key encrypts. */
  readonly databaseExists: boolean;
}

export interface MasterKey {
  readonly key: Uint8Array;
  readonly source: KeySource;
  /** What an administrator should know about where the key is kept, or null. */
  readonly warning: string | null;
  readonly installationId: string;
}

type Outcome = Result<MasterKey, 'key-unavailable'>;

const LOCKED = 'The keychain is locked. Unlock it (log in to the desktop) and start the agent again.';

const NOT_GIVEN =
  'The keychain does not give the key to the stored data: it is locked, or its entry "samehand" was removed. Unlock it ' +
  '(log in to the desktop) or restore the entry, and start again; to start afresh, move the data folder away.';

const fromFile = (home: string, key: Uint8Array, installationId: string): Outcome =>
  ok({
    key,
    source: 'file',
    warning:
      `This machine offered no keychain, so the key is kept in ${keyFilePath(home)}, readable only by its owner: ` +
      'whoever can read that file can read the stored profile.',
    installationId,
  });

const fromKeychain = (secret: string, installationId: string): Outcome => {
  const key = decodeKey(secret);
  return key === null
    ? err('key-unavailable', `The keychain entry "samehand" (${installationId}) is damaged. Restore it from a backup.`)
    : ok({ key, source: 'keychain', warning: null, installationId });
};

const createInFile = (options: MasterKeyOptions, id: string): Outcome => {
  const { home } = options;
  // A key file without an installation is one whose maker was stopped half-way.
  const found = readKeyFile(home);
  if (!found.ok) return found;
  const key = found.value ?? options.randomBytes(MASTER_KEY_BYTES);
  if (found.value === null) createKeyFile(home, key);
  return fromFile(home, key, id);
};

const createInKeychain = async (options: MasterKeyOptions, id: string): Promise<Outcome> => {
  const key = options.randomBytes(MASTER_KEY_BYTES);
  const secret = encodeKey(key);
  const written = await options.keychain.write(id, secret);
  if (written.kind === 'locked') return err('key-unavailable', LOCKED);
  if (written.kind === 'unavailable') return createInFile(options, id);
  const read = await options.keychain.read(id);
  return read.kind === 'found' && read.secret === secret
    ? fromKeychain(secret, id)
    : err(
        'key-unavailable',
        'The keychain took the key but does not give it back. Check the keychain and start again.',
      );
};

const create = async (options: MasterKeyOptions, id: string): Promise<Outcome> => {
  const { home, keychain, now } = options;
  const before = await keychain.read(id);
  if (before.kind === 'locked') return err('key-unavailable', LOCKED);
  try {
    const created = before.kind === 'unavailable' ? createInFile(options, id) : await createInKeychain(options, id);
    // Last: until it is written the next start begins again, and no data exist that need the key.
    if (created.ok) {
      writeInstallation(home, { id, keySource: created.value.source, createdAt: new Date(now()).toISOString() });
    }
    return created;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return err('key-unavailable', `The key cannot be kept in ${home}: ${reason}. Check the folder and the free space.`);
  }
};

/** Finds or makes the master key. Every error is a sentence that says what to do. */
export const loadMasterKey = async (options: MasterKeyOptions): Promise<Outcome> => {
  const { home, keychain, databaseExists } = options;
  const installation = readInstallation(home);
  if (!installation.ok) return installation;
  if (installation.value === null) {
    if (!databaseExists) return create(options, options.newId());
    return err(
      'key-unavailable',
      `${home} holds encrypted data but no installation.json that tells where their key is. ` +
        'Restore that file from a backup; or, to start afresh, move the databases away.',
    );
  }
  const { id, keySource } = installation.value;
  if (keySource === 'file') {
    const found = readKeyFile(home);
    if (!found.ok) return found;
    if (found.value !== null) return fromFile(home, found.value, id);
    if (!databaseExists) return create(options, id);
    return err('key-unavailable', `The key file ${keyFilePath(home)} is missing. Restore it from a backup.`);
  }
  const read = await keychain.read(id);
  switch (read.kind) {
    case 'found':
      return fromKeychain(read.secret, id);
    case 'none':
      // A locked keyring says the same; but it cannot be written to, and so keeps a new key from being made.
      return databaseExists ? err('key-unavailable', NOT_GIVEN) : create(options, id);
    case 'locked':
      return err('key-unavailable', LOCKED);
    case 'unavailable':
      return err(
        'key-unavailable',
        `The key is in the keychain, which cannot be reached (${read.message}). Start the agent in the desktop session.`,
      );
  }
};
