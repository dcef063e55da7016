/** One-time codes: puts the parts together. */
import type { AuditEvent } from '../../contract/audit.ts';
import type { Policy } from '../../contract/policy.ts';
import type { CodePrompt, StepUpStatus } from '../../contract/step-up.ts';
import type { Facts } from '../access/facts.ts';
import type { Secrets } from '../keys/secrets.ts';
import type { Letter, MailOutcome } from '../mail/mailer.ts';
import type { Schedule } from '../shared/schedule.ts';
import { createEnrolment } from './enrolment.ts';
import { maskAddress } from './mail-address.ts';
import { createMailedCodes } from './mailed-codes.ts';
import { createCodePrompts, type CodePrompts } from './prompt.ts';
import { readSetUp } from './set-up.ts';
import { createStepUpCalls, type Require, type StepUpCalls } from './step-up-calls.ts';
import type { Clocks } from './stopwatch.ts';
import { createVerifier, type Verifier } from './verifier.ts';

export interface StepUpPorts extends Clocks {
  readonly facts: Facts;
  readonly secrets: Secrets;
  readonly mail: (letter: Letter) => Promise<MailOutcome>;
  readonly policy: () => Policy;
  /** What an authenticator shows beside the code: the user and the machine. */
  readonly account: string;
  readonly schedule: Schedule;
  readonly newId: () => string;
  /** Cryptographically strong. */
  readonly randomBytes: (length: number) => Uint8Array;
  readonly audit: (event: AuditEvent) => void;
  /** A question was put, has changed, or is settled (null). */
  readonly onPrompt: (prompt: CodePrompt | null) => void;
}

export interface StepUpService {
  readonly prompts: CodePrompts;
  readonly verifier: Verifier;
  /** @throws CodedError `storage-unavailable` */
  status(): StepUpStatus;
  createCalls(require: Require, isDoubting: () => boolean, onUnblocked?: () => void): StepUpCalls;
}

/** Resolves once it is known which methods can be used. */
export const createStepUpService = async (ports: StepUpPorts): Promise<StepUpService> => {
  const { facts, audit } = ports;
  const mailedCodes = createMailedCodes(ports);
  const verifier = createVerifier({ ...ports, mailedCodes });
  const prompts = createCodePrompts({ ...ports, verifier, mailedCodes, onChange: ports.onPrompt });
  const enrolment = createEnrolment({ ...ports, verifier, mailedCodes });
  await verifier.refresh();

  const status = (): StepUpStatus => {
    const { authenticator, email, recoveryCodesLeft } = readSetUp(facts);
    return {
      authenticator:
        authenticator === null
          ? null
          : { enrolledAt: authenticator.enrolledAt, driftSeconds: authenticator.driftSeconds },
      email: email === null ? null : { address: maskAddress(email.address), confirmedAt: email.confirmedAt },
      recoveryCodesLeft,
      usable: [...verifier.methods()],
      problems: [...verifier.problems()],
    };
  };

  return {
    prompts,
    verifier,
    status,
    createCalls: (require, isDoubting, onUnblocked = () => undefined) =>
      createStepUpCalls({ facts, verifier, prompts, enrolment, status, require, isDoubting, audit, onUnblocked }),
  };
};
