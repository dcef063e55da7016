/** An authenticator in a test's hand: its own arithmetic, and no code twice. */
import { TOTP } from 'otpauth';
import { unwrap } from '../../contract/result.ts';
import type { LiveAgent } from '../../main/live/start-live.ts';

const STEP_MS = 30_000;

export interface Authenticator {
  /** A code that is accepted: that of the present step, or where that is used up of the next. Two within 30 s at most. */
  readonly next: () => string;
}

export const authenticatorOf = (secret: string, usedAt = 0): Authenticator => {
  const totp = new TOTP({ secret });
  let last = usedAt;
  return {
    next: () => {
      const now = Date.now();
      const timestamp = Math.floor(last / STEP_MS) >= Math.floor(now / STEP_MS) ? last + STEP_MS : now;
      last = timestamp;
      return totp.generate({ timestamp });
    },
  };
};

/** Sets one up by the agent's calls, where a test is about something else. */
export const setUpAuthenticator = async ({
  handlers,
}: LiveAgent): Promise<Authenticator & { readonly recoveryCodes: readonly string[] }> => {
  const { secret } = unwrap(await handlers['step-up.authenticator.begin']({}));
  // With the code of the step before, so that two more are left.
  const usedAt = Date.now() - STEP_MS;
  const code = new TOTP({ secret }).generate({ timestamp: usedAt });
  const { recoveryCodes } = unwrap(await handlers['step-up.authenticator.confirm']({ code }));
  return { ...authenticatorOf(secret, usedAt), recoveryCodes };
};
