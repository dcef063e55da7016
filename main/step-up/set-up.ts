/** What is set up for codes, as it is stored. The authenticator's secret is in the keychain instead. */
import { z } from 'zod';
import type { CodeMethod } from '../../contract/policy-access.ts';
import type { Fact, Facts } from '../access/facts.ts';
import { NO_STEP } from './authenticator.ts';
import { RECOVERY, recoveryCodesLeft } from './recovery-codes.ts';

const authenticatorSchema = z.strictObject({
  /** ISO 8601. */
  enrolledAt: z.string(),
  /** The last time step of which a code was accepted. */
  lastStep: z.number().int().min(NO_STEP),
  driftSeconds: z.number().nullable(),
});
type AuthenticatorFact = z.infer<typeof authenticatorSchema>;
export const AUTHENTICATOR: Fact<AuthenticatorFact> = { name: 'step-up.authenticator', schema: authenticatorSchema };

const emailSchema = z.strictObject({ address: z.string(), /** ISO 8601. */ confirmedAt: z.string() });
type EmailFact = z.infer<typeof emailSchema>;
export const EMAIL: Fact<EmailFact> = { name: 'step-up.email', schema: emailSchema };

export interface SetUp {
  readonly authenticator: AuthenticatorFact | null;
  readonly email: EmailFact | null;
  readonly recoveryCodesLeft: number;
}

export const NOTHING_SET_UP: SetUp = { authenticator: null, email: null, recoveryCodesLeft: 0 };

/** @throws CodedError `storage-unavailable` */
export const readSetUp = (facts: Facts): SetUp => ({
  authenticator: facts.get(AUTHENTICATOR),
  email: facts.get(EMAIL),
  recoveryCodesLeft: recoveryCodesLeft(facts.get(RECOVERY)),
});

export const isSetUp = (setUp: SetUp, method: CodeMethod): boolean => {
  switch (method) {
    case 'authenticator':
      return setUp.authenticator !== null;
    case 'email':
      return setUp.email !== null;
    case 'recovery-code':
      return setUp.recoveryCodesLeft > 0;
  }
};
