/** What each of the employee's sections is given. */
import type { Policy } from '../../../contract/policy.ts';
import type { StepUpStatus } from '../../../contract/step-up.ts';

export interface PartProps {
  readonly setUp: StepUpStatus;
  /** Undefined until it is known. */
  readonly policy: Policy | undefined;
  readonly onCodes: (codes: readonly string[]) => void;
}
