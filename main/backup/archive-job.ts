/** What is done with an archive, away from the thread that watches: plain data, as it crosses threads. */
import type { BackupSummary } from '../../contract/backup.ts';
import type { ErrorCode } from '../../contract/result.ts';
import type { Template } from '../keys/template.ts';
import type { FinishOptions } from './finish-draft.ts';
import type { DraftOptions } from './write-draft.ts';

export interface ReadOptions {
  readonly path: string;
  readonly passphrase: string;
  /** Of `behaviour.db`, as this program knows it. */
  readonly newestSchema: number;
  /** Whether the content is wanted too, or its summary alone. */
  readonly isWanted: boolean;
}

export type Job =
  | ({ readonly type: 'draft' } & DraftOptions)
  | ({ readonly type: 'finish' } & FinishOptions)
  | ({ readonly type: 'read' } & ReadOptions);

export interface Restorable {
  readonly template: Template;
  readonly database: Uint8Array;
}

/** Of a draft there is nothing to be said yet. */
export interface Outcome {
  readonly summary: BackupSummary | null;
  readonly content: Restorable | null;
}

export type Done =
  ({ readonly ok: true } & Outcome) | { readonly ok: false; readonly code: ErrorCode; readonly message: string };
