/** What the agent asks of the engine and hears from it, whether the engine runs in a worker thread or in process. */
import type { EventBatch } from '../../contract/events.ts';
import type { Enrolment, ProfileSummary, ProfileVersion } from '../../contract/ipc.ts';
import type { HistoryPoint } from '../../contract/history.ts';
import type { Policy } from '../../contract/policy.ts';
import type { WhatIf } from '../../contract/policy-view.ts';
import type { Action, Modality, Verdict } from '../../contract/verdict.ts';
import type { Voucher } from './anchoring.ts';
import type { VerdictPage } from '../store/verdicts.ts';
import type { StoredByEngine, WindowPage } from './stored-data.ts';

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
  /** Trust starts afresh. What is seen from now on is vouched for by what somebody proved who they are by, if anything. */
  anchor(by: Voucher): void;
  /** An action was carried out: the session's record counts it. */
  acted(action: Action): void;
  configure(policy: Policy): void;
  profile(): Promise<ProfileSummary>;
  /** Kept versions of the profiles, newest first within a modality. */
  versions(): Promise<readonly ProfileVersion[]>;
  /**
   * Puts a kept version in force, the one before the active one when it is null; resolves to it.
   *
   * @throws CodedError `not-found` when there is none, or it cannot be read.
   */
  rollback(modality: Modality, version: number | null): Promise<ProfileVersion>;
  /** Forgets the profiles and windows of a modality; resolves to the number of windows removed. */
  reset(modality: Modality | 'all'): Promise<number>;
  /**
   * Tries a policy on the stored verdicts of the last `days` (1–30); nothing is changed, and scoring goes on meanwhile.
   *
   * @param inForce what it is compared with, without what the moment lays over it; null: what `configure` was given.
   * @throws CodedError `storage-unavailable`, or `interrupted` when the engine is stopped before.
   */
  simulate(candidate: Policy, days: number, inForce?: Policy | null): Promise<WhatIf>;
  /** Trust between two times (ms since 1970, both included) in at most so many points, oldest first. */
  history(from: number, to: number, points: number): Promise<readonly HistoryPoint[]>;
  /** What is stored of its user, with the newest so many sessions. */
  stored(mostSessions: number): Promise<StoredByEngine>;
  /** Stored verdicts, oldest first: a page from a number on, 0 at first; `next` is null at the end. */
  verdicts(from: number): Promise<VerdictPage>;
  /** The same of feature windows. */
  windows(from: number): Promise<WindowPage>;
  /** Windows that were learned by hour of the day, local time: 24 counts. */
  hours(): Promise<readonly number[]>;
  close(): Promise<void>;
}
