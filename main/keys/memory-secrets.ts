/** Secrets that end with the process: for replay and tests. */
import { ok } from '../../contract/result.ts';
import type { SecretName, Secrets } from './secrets.ts';

export const createMemorySecrets = (): Secrets => {
  const kept = new Map<SecretName, string>();
  return {
    read: (name) => Promise.resolve(ok(kept.get(name) ?? null)),
    write: (name, secret) => {
      kept.set(name, secret);
      return Promise.resolve(ok(null));
    },
    remove: (name) => {
      kept.delete(name);
      return Promise.resolve(ok(null));
    },
  };
};
