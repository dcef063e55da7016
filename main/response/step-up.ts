/** The port to a second proof of identity: a one-time code, asked for when the hands leave a doubt. */

export type StepUpAnswer = 'passed' | 'failed' | 'timed-out';

export interface StepUp {
  /** Whether the employee has a method to be asked by. */
  readonly enrolled: boolean;
  /** Asks once. `signal` aborts when the question is settled otherwise; the answer is then not looked at. */
  ask(signal: AbortSignal): Promise<StepUpAnswer>;
}
