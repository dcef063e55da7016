/** Secrets that are used and never shown: each an entry of the keychain, or of the access database where there is none. */
import { z } from 'zod';
import { err, ok, type Result } from '../../contract/result.ts';
import type { Fact, Facts } from '../access/facts.ts';
import type { KeySource } from './installation.ts';
import type { Keychain } from './keychain.ts';

export type SecretName = 'authenticator' | 'smtp' | 'webhook' | 'elastic' | 'otlp' | 'template' | 'audit-anchor';

/** No method rejects, and no message holds a secret. */
export interface Secrets {
  /** Null where there is none; on Linux a locked keyring says the same, so that the caller must know what should be there. */
  read(name: SecretName): Promise<Result<string | null, 'key-unavailable'>>;
  write(name: SecretName, secret: string): Promise<Result<null, 'key-unavailable'>>;
  remove(name: SecretName): Promise<Result<null, 'key-unavailable'>>;
}

export interface SecretsOptions {
  readonly keychain: Keychain;
  readonly installationId: string;
  /** Where the master key is: secrets are kept with it. */
  readonly keySource: KeySource;
  readonly facts: Facts;
}

const LOCKED = 'The keychain is locked. Unlock it (log in to the desktop) and try again.';
const unavailable = (message: string) =>
  err('key-unavailable', `The keychain cannot be reached (${message}). Start the agent in the desktop session.`);

/** Written over what is removed. */
const NOTHING = '-';

const inKeychain = (keychain: Keychain, installationId: string): Secrets => {
  const account = (name: SecretName): string => `${installationId}/${name}`;
  const write: Secrets['write'] = async (name, secret) => {
    const written = await keychain.write(account(name), secret);
    if (written.kind === 'stored') return ok(null);
    return written.kind === 'locked' ? err('key-unavailable', LOCKED) : unavailable(written.message);
  };
  return {
    read: async (name) => {
      const read = await keychain.read(account(name));
      switch (read.kind) {
        case 'found':
          return ok(read.secret);
        case 'none':
          return ok(null);
        case 'locked':
          return err('key-unavailable', LOCKED);
        case 'unavailable':
          return unavailable(read.message);
      }
    },
    write,
    remove: async (name) => {
      // A locked keyring says of any entry that it is not there to be removed; only of a writing it says that it is locked.
      const emptied = await write(name, NOTHING);
      if (!emptied.ok) return emptied;
      const removed = await keychain.remove(account(name));
      if (removed.kind === 'removed') return ok(null);
      return removed.kind === 'locked' ? err('key-unavailable', LOCKED) : unavailable(removed.message);
    },
  };
};

/** The database is encrypted, but its key lies in a file then: the warning about that file holds for secrets too. */
const inFacts = (facts: Facts): Secrets => {
  const fact = (name: SecretName): Fact<string> => ({ name: `secret.${name}`, schema: z.string().min(1) });
  const attempt = <T>(work: () => T): Result<T, 'key-unavailable'> => {
    try {
      return ok(work());
    } catch (error) {
      return err('key-unavailable', error instanceof Error ? error.message : String(error));
    }
  };
  const set = (name: SecretName, secret: string | null): Result<null, 'key-unavailable'> =>
    attempt(() => {
      facts.set(fact(name), secret);
      return null;
    });
  return {
    read: (name) => Promise.resolve(attempt(() => facts.get(fact(name)))),
    write: (name, secret) => Promise.resolve(set(name, secret)),
    remove: (name) => Promise.resolve(set(name, null)),
  };
};

export const createSecrets = ({ keychain, installationId, keySource, facts }: SecretsOptions): Secrets =>
  keySource === 'keychain' ? inKeychain(keychain, installationId) : inFacts(facts);
