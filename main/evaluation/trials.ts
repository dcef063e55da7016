/** What one person's evaluation yields: scores of trials, and what happened over time. Plain values: they cross threads. */
import type { Modality, ModelName } from '../../contract/verdict.ts';

/** Scores of the same actions by each model, higher = more like the user; `decides` is the evidence that moves trust. */
export type Scores = Partial<Record<ModelName | 'decides', number>>;

/** Trials of one kind, such as blocks of 50 keystrokes. */
export interface Trials {
  readonly genuine: readonly Scores[];
  readonly impostor: readonly Scores[];
  /** Of people of a background set. */
  readonly background: readonly Scores[];
  /** Genuine and impostor trials that said too little to be scored. */
  readonly abstained: number;
}

/** Somebody goes on where the user left off. */
export interface Takeover {
  /** Actions that there were to judge, up to the limit. */
  readonly actions: number;
  readonly isShort: boolean;
  /** Actions until the agent asks for a code; null when it never does. */
  readonly promptAfter: number | null;
  readonly promptAfterSeconds: number | null;
  readonly lockAfter: number | null;
  readonly lockAfterSeconds: number | null;
}

/** The user at work. */
export interface GenuineWork {
  readonly actions: number;
  readonly windows: number;
  readonly abstained: number;
  readonly prompts: number;
  readonly locks: number;
}

export interface Enrolled {
  readonly actions: number;
  /** Actions after which the person could first be judged; null where they cannot be told from others. */
  readonly actionsNeeded: number | null;
  readonly promisedFalseLocksPerDay: number | null;
  /** Whether the policy lets the agent act for this person: the promise keeps to the budget. */
  readonly isEnforced: boolean;
}

export interface PersonResult {
  readonly name: string;
  readonly half: number;
  readonly modality: Modality;
  /** Null when the recordings do not make a baseline: failure to enrol. Then there are no trials. */
  readonly enrolled: Enrolled | null;
  /** By what the trials consist of: keystrokes in a block, `block15s`, `session`. */
  readonly trials: Readonly<Record<string, Trials>>;
  readonly work: GenuineWork;
  readonly takeovers: readonly Takeover[];
}
