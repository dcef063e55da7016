/** The port to a second proof of identity: a one-time code, asked for when the hands leave a doubt or a rule says so. */
import type { PromptReason } from '../../contract/step-up.ts';

export type StepUpAnswer = 'passed' | 'failed' | 'timed-out';

export interface StepUp {
  /** Whether the employee has a method to be asked by, now. */
  readonly enrolled: boolean;
  /** Asks once. `signal` aborts when the question is settled otherwise; the answer is then not looked at. */
  ask(reason: PromptReason, signal: AbortSignal): Promise<StepUpAnswer>;
}
