/** Whether a code is owed, across restarts, and when it is asked for. */
import { z } from 'zod';
import type { Policy } from '../../contract/policy.ts';
import type { Recheck as Rule } from '../../contract/policy-access.ts';
import { PROMPT_REASONS, type PromptReason } from '../../contract/step-up.ts';
import type { Fact, Facts } from '../access/facts.ts';

export type Happening = 'start' | 'unlock' | 'resume' | 'user-switch';

/** No method throws: what cannot be stored holds for this run all the same, for what is to follow is a lock. */
export interface Recheck {
  /** Doubt was left open, or codes were refused: until one is passed. */
  owe(reason: PromptReason): void;
  settle(): void;
  owed(): PromptReason | null;
  /** What to ask for after this happened; null: nothing. */
  after(happened: Happening): PromptReason | null;
}

export interface RecheckPorts {
  readonly facts: Facts;
  readonly policy: () => Policy;
  /** Takes why something could not be stored. */
  readonly onFault?: (cause: unknown) => void;
}

const OWED: Fact<PromptReason> = { name: 'session.owed-code', schema: z.enum(PROMPT_REASONS) };

/** Throws CodedError `storage-unavailable` when what is stored cannot be read. */
export const createRecheck = ({ facts, policy, onFault }: RecheckPorts): Recheck => {
  let owed = facts.get(OWED);
  let stored = owed;

  const set = (reason: PromptReason | null): void => {
    owed = reason;
    if (stored === reason) return;
    try {
      facts.set(OWED, reason);
      stored = reason;
    } catch (cause) {
      onFault?.(cause);
    }
  };

  const ruleFor = (happened: Exclude<Happening, 'start'>): Rule => {
    const { codeAfterUnlock, codeAfterResume, codeAfterUserSwitch } = policy().session;
    return { unlock: codeAfterUnlock, resume: codeAfterResume, 'user-switch': codeAfterUserSwitch }[happened];
  };

  /** Where unlocking settles a doubt, it does not settle what another rule asks for: that would be a way around it. */
  const leftByUnlock = (): PromptReason | null => (owed === 'doubt' || owed === 'unlock' ? null : owed);

  return {
    owe: set,
    settle: () => {
      set(null);
    },
    owed: () => owed,
    after: (happened) => {
      if (happened === 'start') return owed;
      switch (ruleFor(happened)) {
        case 'never':
          return happened === 'unlock' ? leftByUnlock() : null;
        case 'after-doubt':
          return owed === null ? null : happened;
        case 'always':
          return happened;
      }
    },
  };
};
