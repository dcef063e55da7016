/** Which methods can be answered with at present, and what stands in the way of the others. */
import type { Secret } from 'otpauth';
import { CodedError } from '../../contract/result.ts';
import { CODE_METHODS, type CodeMethod } from '../../contract/policy-access.ts';
import type { Policy } from '../../contract/policy.ts';
import type { Facts } from '../access/facts.ts';
import type { Secrets } from '../keys/secrets.ts';
import { readSecret, stepAt, stepBegins } from './authenticator.ts';
import { describeDrift } from './duration.ts';
import { isAddressAllowed } from './mail-address.ts';
import { NOTHING_SET_UP, isSetUp, readSetUp, type SetUp } from './set-up.ts';

export interface MethodsOptions {
  readonly facts: Facts;
  readonly secrets: Secrets;
  readonly policy: () => Policy;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

export interface Methods {
  /** Reads what is stored, and the secret. Never rejects. */
  refresh(): Promise<void>;
  /** Reads the secret again if it was not to be had; the keychain may have been unlocked since. */
  retry(): Promise<void>;
  /** Reads what is stored; not the secret. */
  reload(): void;
  /** The authenticator's secret. */
  secret(): Secret | null;
  /** Set up, allowed by the policy, able to work. */
  usable(): readonly CodeMethod[];
  /** How far the authenticator's clock seems to be from the workstation's, after a code that was refused for it. */
  noteDrift(seconds: number | null): void;
  problems(): readonly string[];
}

/** Steps by which the clock may be behind the last accepted code before something is said: it was early by one. */
const STEPS_BEHIND = 2;

const NAMES: Readonly<Record<CodeMethod, string>> = {
  authenticator: 'An authenticator is',
  email: 'An address for codes is',
  'recovery-code': 'Recovery codes are',
};

export const createMethods = ({ facts, secrets, policy, now }: MethodsOptions): Methods => {
  let setUp: SetUp = NOTHING_SET_UP;
  let secret: Secret | null = null;
  let storageProblem: string | null = null;
  let drift: number | null = null;

  const reload = (): void => {
    try {
      setUp = readSetUp(facts);
      storageProblem = null;
    } catch (error) {
      if (!(error instanceof CodedError)) throw error;
      setUp = NOTHING_SET_UP;
      storageProblem = error.message;
    }
  };

  const refresh = async (): Promise<void> => {
    reload();
    drift = null;
    const read = setUp.authenticator === null ? null : await secrets.read('authenticator');
    secret = read?.ok === true && read.value !== null ? readSecret(read.value) : null;
  };

  const isAllowed = (method: CodeMethod): boolean => policy().stepUp.methods.includes(method);

  /** Why a method that is set up and allowed cannot work. */
  const obstacle = (method: CodeMethod): string | null => {
    switch (method) {
      case 'authenticator':
        return secret === null
          ? 'The authenticator’s secret cannot be read from the keychain. Unlock the keychain; if the secret is lost, set the authenticator up anew: samehand step-up authenticator'
          : null;
      case 'email': {
        if (policy().mail === null)
          return 'Codes are to be mailed, but the policy names no mail server. Ask your administrator.';
        return setUp.email !== null && !isAddressAllowed(setUp.email.address, policy().stepUp)
          ? 'The policy no longer allows codes to be mailed to the address that is set up. Set up another: samehand step-up email <address>'
          : null;
      }
      case 'recovery-code':
        return null;
    }
  };

  const problemOf = (method: CodeMethod): string | null => {
    if (!isSetUp(setUp, method)) return null;
    if (isAllowed(method)) return obstacle(method);
    return `${NAMES[method]} set up, but the policy does not allow it. Ask your administrator.`;
  };

  const clockProblem = (): string | null => {
    const last = setUp.authenticator?.lastStep ?? null;
    if (last === null || stepAt(now()) >= last - STEPS_BEHIND) return null;
    const until = new Date(stepBegins(last + 1)).toISOString();
    return `This workstation’s clock was set back: an authenticator’s codes are refused until it shows ${until}. Correct the clock, or use a recovery code.`;
  };

  return {
    refresh,
    retry: async () => {
      if (setUp.authenticator !== null && secret === null) await refresh();
    },
    reload,
    secret: () => secret,
    usable: () =>
      CODE_METHODS.filter((method) => isSetUp(setUp, method) && isAllowed(method) && obstacle(method) === null),
    noteDrift: (seconds) => {
      drift = seconds;
    },
    problems: () =>
      [
        storageProblem,
        ...CODE_METHODS.map(problemOf),
        drift === null ? null : describeDrift(drift),
        clockProblem(),
      ].filter((problem) => problem !== null),
  };
};
