/** What a format of the audit log can do: write a record as a line, and read the record back from it. */
import type { AuditSource } from '../../../contract/audit-proof.ts';
import type { AuditRecord } from '../../../contract/audit.ts';
import type { ChainedRecord } from '../chain.ts';

export interface RecordFormat {
  /** Of a file's name, without the dot. */
  readonly extension: string;
  /** What ends every line, the head too. */
  readonly ending: '\n' | '\r\n';
  /** The first line, without its ending; empty: there is none. */
  readonly head: (source: AuditSource) => string;
  /** One line without its ending: the same for the same record and source, for ever. Never throws. */
  readonly line: (record: AuditRecord, source: AuditSource) => string;
  /** The record that a line carries, whoever wrote it; null where it carries none. */
  readonly recordOf: (line: string) => ChainedRecord | null;
}
