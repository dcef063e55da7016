/** Messages between the agent's main thread and the engine's worker thread. */
import type { EventBatch } from '../../contract/events.ts';
import type { HistoryPoint } from '../../contract/history.ts';
import type { ProfileSummary, ProfileVersion } from '../../contract/ipc.ts';
import type { Policy } from '../../contract/policy.ts';
import type { WhatIf } from '../../contract/policy-view.ts';
import type { ErrorCode } from '../../contract/result.ts';
import type { Action, Modality } from '../../contract/verdict.ts';
import type { Voucher } from './anchoring.ts';
import type { EngineEvent } from './port.ts';
import type { VerdictPage } from '../store/verdicts.ts';
import type { StoredByEngine, WindowPage } from './stored-data.ts';

/** Whose profile it is, and what opens it. */
export interface EngineIdentity {
  readonly key: Uint8Array;
  readonly user: string;
}

/** What the worker is started with. The key is in this message alone and never written anywhere. */
export interface EngineStart extends EngineIdentity {
  readonly databasePath: string;
  readonly policy: Policy;
  readonly seed: number;
}

/** `doubt` as in `EngineOptions`: a worker that takes the place of one that died goes on in its doubt. */
export type WorkerStart = EngineStart & { readonly doubt: number };

export type ToEngine =
  | { readonly type: 'batch'; readonly batch: EventBatch }
  | { readonly type: 'gap' }
  | { readonly type: 'attend'; readonly attending: boolean }
  | { readonly type: 'anchor'; readonly by: Voucher }
  | { readonly type: 'acted'; readonly action: Action }
  | { readonly type: 'configure'; readonly policy: Policy }
  | { readonly type: 'profile'; readonly id: number }
  | { readonly type: 'versions'; readonly id: number }
  | { readonly type: 'rollback'; readonly id: number; readonly modality: Modality; readonly version: number | null }
  | { readonly type: 'reset'; readonly id: number; readonly modality: Modality | 'all' }
  | {
      readonly type: 'simulate';
      readonly id: number;
      readonly candidate: Policy;
      readonly days: number;
      /** Null: what the engine was configured with. */
      readonly inForce: Policy | null;
    }
  | {
      readonly type: 'history';
      readonly id: number;
      readonly from: number;
      readonly to: number;
      readonly points: number;
    }
  | { readonly type: 'stored'; readonly id: number; readonly mostSessions: number }
  | { readonly type: 'verdicts'; readonly id: number; readonly from: number }
  | { readonly type: 'windows'; readonly id: number; readonly from: number }
  | { readonly type: 'copy'; readonly id: number }
  | { readonly type: 'hours'; readonly id: number }
  | { readonly type: 'close'; readonly id: number };

/** Answers to a question, by its number. */
export type EngineReply =
  | { readonly type: 'profile'; readonly id: number; readonly profile: ProfileSummary }
  | { readonly type: 'versions'; readonly id: number; readonly versions: readonly ProfileVersion[] }
  | { readonly type: 'rolled-back'; readonly id: number; readonly now: ProfileVersion }
  | { readonly type: 'simulated'; readonly id: number; readonly whatIf: WhatIf }
  | { readonly type: 'history'; readonly id: number; readonly points: readonly HistoryPoint[] }
  | { readonly type: 'stored'; readonly id: number; readonly stored: StoredByEngine }
  | { readonly type: 'verdicts'; readonly id: number; readonly page: VerdictPage }
  | { readonly type: 'windows'; readonly id: number; readonly page: WindowPage }
  | { readonly type: 'hours'; readonly id: number; readonly hours: readonly number[] }
  | { readonly type: 'copied'; readonly id: number; readonly database: Uint8Array }
  | { readonly type: 'done'; readonly id: number; readonly removedWindows: number }
  | { readonly type: 'failed'; readonly id: number; readonly code: ErrorCode; readonly message: string };

export type FromEngine =
  | EngineEvent
  | EngineReply
  | { readonly type: 'ready' }
  /** `anchor` was done: verdicts that come after this one are of the trust that starts afresh. */
  | { readonly type: 'anchored' }
  | { readonly type: 'refused'; readonly code: ErrorCode; readonly message: string };
