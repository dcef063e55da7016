/** The one place where codes are checked, one after the other. */
import type { AuditEvent, CodeFault } from '../../contract/audit.ts';
import type { CodeMethod } from '../../contract/policy-access.ts';
import type { Policy } from '../../contract/policy.ts';
import { CodedError } from '../../contract/result.ts';
import type { Facts } from '../access/facts.ts';
import { createThrottle, type ThrottleState } from '../access/throttle.ts';
import type { Secrets } from '../keys/secrets.ts';
import { checkAuthenticator } from './authenticator.ts';
import { readCode, type CodeText } from './code-text.ts';
import type { MailedCodes } from './mailed-codes.ts';
import { createMethods } from './methods.ts';
import { RECOVERY, hashRecoveryCode, strikeOut } from './recovery-codes.ts';
import { AUTHENTICATOR } from './set-up.ts';
import type { Clocks } from './stopwatch.ts';

export type Verification =
  | { readonly outcome: 'passed'; readonly method: CodeMethod }
  | {
      readonly outcome: 'refused' | 'blocked';
      /** Refused codes in a row. */
      readonly failures: number;
      /** No code is looked at before, in ms since 1970; null: the next is, or none ever. */
      readonly blockedUntil: number | null;
    };

export interface VerifierOptions extends Clocks {
  readonly facts: Facts;
  readonly secrets: Secrets;
  readonly mailedCodes: MailedCodes;
  readonly policy: () => Policy;
  readonly audit: (event: AuditEvent) => void;
}

export interface Verifier {
  /** Set up, allowed by the policy, able to work. */
  methods(): readonly CodeMethod[];
  /** Reads what is set up: at the start, and after every change. Never rejects. */
  refresh(): Promise<void>;
  /** As `refresh` where the keychain did not give out what is set up; else nothing. */
  retry(): Promise<void>;
  /**
   * Looks at a code, once those before it are through. The answer is on the disk before it is given.
   *
   * @param promptId null: for a grant
   * @throws CodedError `storage-unavailable`; the code is then not accepted
   */
  verify(code: string, promptId: string | null): Promise<Verification>;
  /** @throws CodedError `storage-unavailable` */
  state(): ThrottleState;
  /** Forgets all failures. */
  unblock(): void;
  /** Sentences about what is set up and does not work. */
  problems(): readonly string[];
}

/** What was found about a code. */
type Finding =
  | {
      readonly outcome: 'passed';
      readonly method: CodeMethod;
      readonly driftSeconds: number | null;
      /** Writes down that it is used. */
      readonly commit: () => void;
      /** Runs once it is on the disk. */
      readonly afterwards: () => void;
    }
  | { readonly outcome: 'refused'; readonly fault: CodeFault };

const EXHAUSTED =
  'So many codes were refused in a row that none is looked at any more. An administrator ends that with: samehand step-up unblock';

const nothing = (): void => undefined;
const wrong: Finding = { outcome: 'refused', fault: 'wrong' };

export const createVerifier = (options: VerifierOptions): Verifier => {
  const { facts, mailedCodes, policy, now, monotonicMs, audit } = options;
  const methods = createMethods(options);
  const throttle = createThrottle({
    facts,
    name: 'step-up.throttle',
    freeFailures: () => policy().stepUp.failuresBeforeLock,
    now,
    monotonicMs,
  });

  const lookByAuthenticator = (digits: string): Finding => {
    const secret = methods.secret();
    const stored = facts.get(AUTHENTICATOR);
    if (secret === null || stored === null || !methods.usable().includes('authenticator')) return wrong;
    const found = checkAuthenticator({ secret, digits, now: now(), lastStep: stored.lastStep });
    if (found.outcome === 'refused') {
      if (found.driftSeconds !== null) methods.noteDrift(found.driftSeconds);
      return found;
    }
    const { step, driftSeconds } = found;
    return {
      outcome: 'passed',
      method: 'authenticator',
      driftSeconds,
      commit: () => {
        facts.set(AUTHENTICATOR, { ...stored, lastStep: step, driftSeconds });
      },
      afterwards: () => {
        methods.noteDrift(null);
      },
    };
  };

  const lookByMail = (digits: string): Finding => {
    if (!methods.usable().includes('email')) return wrong;
    const found = mailedCodes.check(digits);
    if (found.outcome === 'refused') return found;
    return { outcome: 'passed', method: 'email', driftSeconds: null, commit: nothing, afterwards: found.use };
  };

  const lookAtDigits = (digits: string): Finding => {
    // Both are looked at, so that the time does not tell which is set up.
    const found = [lookByAuthenticator(digits), lookByMail(digits)];
    const telling = found.find((each) => each.outcome === 'refused' && each.fault !== 'wrong');
    return found.find(({ outcome }) => outcome === 'passed') ?? telling ?? wrong;
  };

  const lookAtRecoveryCode = (hash: string, salt: string): Finding => {
    const set = facts.get(RECOVERY);
    // They may have been renewed since the hash was made: then no code of the old set is right.
    if (set?.salt !== salt || !methods.usable().includes('recovery-code')) return wrong;
    const found = strikeOut(set, hash);
    if (found.outcome === 'refused') return found;
    const commit = (): void => {
      facts.set(RECOVERY, found.set);
    };
    return { outcome: 'passed', method: 'recovery-code', driftSeconds: null, commit, afterwards: nothing };
  };

  /** Does what takes time; the function that it resolves with compares, and runs in one transaction with what follows. */
  const prepare = async (text: Exclude<CodeText, { kind: 'nothing' }>): Promise<() => Finding> => {
    switch (text.kind) {
      case 'malformed':
        return () => ({ outcome: 'refused', fault: 'malformed' });
      case 'digits':
        await methods.retry();
        return () => lookAtDigits(text.digits);
      case 'recovery-code': {
        const salt = facts.get(RECOVERY)?.salt;
        if (salt === undefined) return () => wrong;
        const hash = await hashRecoveryCode(text.code, salt);
        return () => lookAtRecoveryCode(hash, salt);
      }
    }
  };

  const refused = (fault: CodeFault, promptId: string | null): Verification => {
    const { failures, blockedUntil } = throttle.state();
    const wait = throttle.wait();
    const waitSeconds = wait === null ? null : Math.ceil(wait);
    audit({ kind: 'code-refused', body: { promptId, fault, failures, waitSeconds } });
    if (waitSeconds !== 0) audit({ kind: 'codes-blocked', body: { failures, waitSeconds } });
    return { outcome: 'refused', failures, blockedUntil };
  };

  const verifyNow = async (code: string, promptId: string | null): Promise<Verification> => {
    const { failures, blockedUntil, exhausted } = throttle.state();
    if (blockedUntil !== null || exhausted) return { outcome: 'blocked', failures, blockedUntil };
    const text = readCode(code);
    // Nobody has tried anything.
    if (text.kind === 'nothing') return { outcome: 'refused', failures, blockedUntil };
    const look = await prepare(text);
    const found = facts.transaction(() => {
      const finding = look();
      if (finding.outcome === 'passed') {
        finding.commit();
        throttle.succeeded();
      } else throttle.failed();
      return finding;
    });
    if (found.outcome === 'refused') return refused(found.fault, promptId);
    const { method, driftSeconds } = found;
    found.afterwards();
    methods.reload();
    audit({ kind: 'code-passed', body: { promptId, method, driftSeconds } });
    return { outcome: 'passed', method };
  };

  const exhaustion = (): readonly string[] => {
    try {
      return throttle.state().exhausted ? [EXHAUSTED] : [];
    } catch (error) {
      if (error instanceof CodedError) return [error.message];
      throw error;
    }
  };

  let queue: Promise<unknown> = Promise.resolve();

  return {
    methods: methods.usable,
    refresh: methods.refresh,
    retry: methods.retry,
    verify: (code, promptId) => {
      const answer = queue.then(() => verifyNow(code, promptId));
      queue = answer.catch(nothing);
      return answer;
    },
    state: throttle.state,
    unblock: throttle.reset,
    problems: () => [...methods.problems(), ...exhaustion()],
  };
};
