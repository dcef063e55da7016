/** The keychain of the system: Keychain on macOS, Credential Manager on Windows, the Secret Service on Linux. */

import type Keytar from 'keytar';

export type KeychainRead =
  | { readonly kind: 'found'; readonly secret: string }
  /** No such entry. On Linux also what a locked keyring answers. */
  | { readonly kind: 'none' }
  | { readonly kind: 'locked' }
  | { readonly kind: 'unavailable'; readonly message: string };

export type KeychainWrite =
  | { readonly kind: 'stored' }
  | { readonly kind: 'locked' }
  | { readonly kind: 'unavailable'; readonly message: string };

export type KeychainRemoval =
  /** It is not there, whether or not it was. */
  | { readonly kind: 'removed' }
  | { readonly kind: 'locked' }
  | { readonly kind: 'unavailable'; readonly message: string };

export interface Keychain {
  readonly read: (account: string) => Promise<KeychainRead>;
  readonly write: (account: string, secret: string) => Promise<KeychainWrite>;
  readonly remove: (account: string) => Promise<KeychainRemoval>;
}

/** Name under which all entries are filed. */
const SERVICE = 'samehand';

/** Long enough for a person to answer the request to unlock that a call may bring up, in ms. */
const TIME_LIMIT_MS = 30_000;

/**
 * Words with which libsecret and the Secret Service say that there is no keyring at all: no bus, no service on it, no
 * collection in it. Whatever else is refused after a reading that worked is refused by a lock.
 */
const NO_KEYRING =
  /does not exist|no such|not provided|ServiceUnknown|Error spawning|Cannot autolaunch|Could not connect/i;

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

type Timed<T> = { readonly inTime: true; readonly value: T } | { readonly inTime: false };

const withinLimit = async <T>(call: Promise<T>, limitMs: number): Promise<Timed<T>> => {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<Timed<T>>((resolve) => {
    timer = setTimeout(() => {
      resolve({ inTime: false });
    }, limitMs);
  });
  try {
    return await Promise.race([call.then((value): Timed<T> => ({ inTime: true, value })), limit]);
  } finally {
    clearTimeout(timer);
  }
};

/** The native module, loaded when first needed: where its libraries are missing, that is an outcome too. */
const loadKeytar = async (): Promise<typeof Keytar> => (await import('keytar')).default;

/** A call that does not answer in time waits for somebody to unlock the keychain, and counts as locked. */
export const createKeychain = (timeLimitMs = TIME_LIMIT_MS): Keychain => ({
  read: async (account) => {
    try {
      const keytar = await loadKeytar();
      const answer = await withinLimit(keytar.getPassword(SERVICE, account), timeLimitMs);
      if (!answer.inTime) return { kind: 'locked' };
      return answer.value === null ? { kind: 'none' } : { kind: 'found', secret: answer.value };
    } catch (error) {
      return { kind: 'unavailable', message: messageOf(error) };
    }
  },
  write: async (account, secret) => {
    try {
      const keytar = await loadKeytar();
      const answer = await withinLimit(keytar.setPassword(SERVICE, account, secret), timeLimitMs);
      return answer.inTime ? { kind: 'stored' } : { kind: 'locked' };
    } catch (error) {
      const message = messageOf(error);
      return NO_KEYRING.test(message) ? { kind: 'unavailable', message } : { kind: 'locked' };
    }
  },
  remove: async (account) => {
    try {
      const keytar = await loadKeytar();
      const answer = await withinLimit(keytar.deletePassword(SERVICE, account), timeLimitMs);
      return answer.inTime ? { kind: 'removed' } : { kind: 'locked' };
    } catch (error) {
      const message = messageOf(error);
      return NO_KEYRING.test(message) ? { kind: 'unavailable', message } : { kind: 'locked' };
    }
  },
});
