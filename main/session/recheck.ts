/** Whether a code is owed, across restarts, and when it is asked for. */
import { z } from 'zod';
import type { Policy } from '../../contract/policy.ts';
import type { Recheck as Rule } from '../../contract/policy-access.ts';
import { PROMPT_REASONS, type PromptReason } from '../../contract/step-up.ts';
import type { Fact, Facts } from '../access/facts.ts';

export type Happening = 'start' | 'unlock' | 'resume' | 'user-switch';

/** Every method but `after` and `owed` throws CodedError `storage-unavailable` when the disk fails. */
export interface Recheck {
  /** Doubt was left open, or codes were refused: until one is passed. */
  owe(reason: PromptReason): void;
  settle(): void;
  owed(): PromptReason | null;
  /** What to ask for after this happened; null: nothing. */
  after(happened: Happening): PromptReason | null;
}

const OWED: Fact<PromptReason> = { name: 'session.owed-code', schema: z.enum(PROMPT_REASONS) };

export const createRecheck = ({ facts, policy }: { readonly facts: Facts; readonly policy: () => Policy }): Recheck => {
  let owed = facts.get(OWED);

  const set = (reason: PromptReason | null): void => {
    if (reason === owed) return;
    owed = reason;
    facts.set(OWED, reason);
  };

  const ruleFor = (happened: Exclude<Happening, 'start'>): Rule => {
    const { codeAfterUnlock, codeAfterResume, codeAfterUserSwitch } = policy().session;
    return { unlock: codeAfterUnlock, resume: codeAfterResume, 'user-switch': codeAfterUserSwitch }[happened];
  };

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
          return null;
        case 'after-doubt':
          return owed === null ? null : happened;
        case 'always':
          return happened;
      }
    },
  };
};
