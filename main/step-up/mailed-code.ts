/** One code that was mailed: six digits for five minutes and one use. It is kept in memory only, and only its hash. */
import { createHash, timingSafeEqual } from 'node:crypto';
import type { CodeFault } from '../../contract/audit.ts';
import { CODE_DIGITS } from './code-text.ts';
import { startStopwatch, type Clocks } from './stopwatch.ts';

export const MAILED_CODE_MINUTES = 5;
const VALID_MS = MAILED_CODE_MINUTES * 60_000;
const SALT_BYTES = 16;
const CODES = 10 ** CODE_DIGITS;
const DRAWN_BYTES = 4;
/** Draws from here on would make some codes likelier than others. */
const UNBIASED_BELOW = Math.floor(2 ** (8 * DRAWN_BYTES) / CODES) * CODES;

type RandomBytes = (length: number) => Uint8Array;

/** Six digits, each as likely as any other. */
export const drawDigits = (randomBytes: RandomBytes): string => {
  for (;;) {
    const drawn = Buffer.from(randomBytes(DRAWN_BYTES)).readUInt32BE();
    if (drawn < UNBIASED_BELOW) return String(drawn % CODES).padStart(CODE_DIGITS, '0');
  }
};

export interface MailedCode {
  readonly digits: string;
  /** ISO 8601, by the clock of the workstation. */
  readonly until: string;
}

export type MailedFinding =
  { readonly outcome: 'passed'; readonly use: () => void } | { readonly outcome: 'refused'; readonly fault: CodeFault };

/** Place of one code: a new one takes the place of the one before. A code is bound to the address it is mailed to. */
export interface MailedCodeSlot {
  draw(address: string): MailedCode;
  /** @param digits six digits */
  check(digits: string, address: string): MailedFinding;
}

export const createMailedCodeSlot = (options: Clocks & { readonly randomBytes: RandomBytes }): MailedCodeSlot => {
  const { now, randomBytes } = options;
  let held: {
    readonly matches: (digits: string, address: string) => boolean;
    readonly age: () => number;
    isUsed: boolean;
  } | null = null;
  return {
    draw: (address) => {
      const digits = drawDigits(randomBytes);
      const salt = randomBytes(SALT_BYTES);
      const hashOf = (typed: string, mailedTo: string): Buffer =>
        createHash('sha256').update(salt).update(typed).update(mailedTo).digest();
      const hash = hashOf(digits, address);
      held = {
        matches: (typed, mailedTo) => timingSafeEqual(hashOf(typed, mailedTo), hash),
        age: startStopwatch(options),
        isUsed: false,
      };
      return { digits, until: new Date(now() + VALID_MS).toISOString() };
    },
    check: (digits, address) => {
      const code = held;
      if (code?.matches(digits, address) !== true) return { outcome: 'refused', fault: 'wrong' };
      if (code.isUsed) return { outcome: 'refused', fault: 'replayed' };
      if (code.age() > VALID_MS) return { outcome: 'refused', fault: 'expired' };
      return {
        outcome: 'passed',
        use: () => {
          code.isUsed = true;
        },
      };
    },
  };
};
