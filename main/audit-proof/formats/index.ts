/** The formats in which the audit log leaves the agent. */
import type { AuditFormat } from '../../../contract/audit-reading.ts';
import { cef } from './cef.ts';
import { csv } from './csv.ts';
import { ecs } from './ecs.ts';
import type { RecordFormat } from './format.ts';
import { jsonl } from './jsonl.ts';
import { ocsf } from './ocsf.ts';

export type { RecordFormat } from './format.ts';

export const FORMATS: Readonly<Record<AuditFormat, RecordFormat>> = { jsonl, csv, cef, ocsf, ecs };
