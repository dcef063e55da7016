/** What the agent asks of the engine and hears from it, whether the engine runs in a worker thread or in process. */
import type { EventBatch } from '../../contract/events.ts';
import type { Enrolment, ProfileSummary } from '../../contract/ipc.ts';
import type { Policy } from '../../contract/policy.ts';
import type { Action, Modality, Verdict } from '../../contract/verdict.ts';

export type Enrolments = Readonly<Record<Modality, Enrolment>>;

/** What the engine reports. All of it is plain data, as it may cross threads. */
export type EngineEvent =
  | { readonly type: 'verdict'; readonly verdict: Verdict }
  | {
      readonly type: 'trained';
      readonly modality: Modality;
      readonly windows: number;
      readonly profileVersion: number;
      /** Whether this training is the one that established the baseline. */
      readonly first: boolean;
    }
  | { readonly type: 'enrolment'; readonly enrolment: Enrolments }
  | { readonly type: 'store'; readonly state: 'ok' | 'degraded'; readonly message: string }
  /** Whether the engine itself runs (worker threads only): null when it does, else why not. */
  | { readonly type: 'engine'; readonly message: string | null };

export interface EnginePort {
  push(batch: EventBatch): void;
  /** Batches were lost: what is half collected cannot be trusted to be consecutive. */
  gap(): void;
  /** While not attending (locked, paused) nothing is scored or learned. */
  attend(attending: boolean): void;
  /** Trust starts afresh: the workstation was unlocked, or a one-time code was passed. */
  anchor(): void;
  /** An action was carried out: the session's record counts it. */
  acted(action: Action): void;
  configure(policy: Policy): void;
  profile(): Promise<ProfileSummary>;
  /** Forgets the profiles and windows of a modality; resolves to the number of windows removed. */
  reset(modality: Modality | 'all'): Promise<number>;
  close(): Promise<void>;
}
