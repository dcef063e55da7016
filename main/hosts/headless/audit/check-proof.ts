/** Whether an export and the proof that was made after it belong together: both may have changed in between. */
import { createReadStream } from 'node:fs';
import type { AuditFormat } from '../../../../contract/audit-reading.ts';
import { proofLineSchema, type AuditSource } from '../../../../contract/audit-proof.ts';
import { CodedError } from '../../../../contract/result.ts';
import { FORMATS } from '../../../audit-proof/formats/index.ts';
import { linesOf } from '../../../audit-proof/split-lines.ts';
import { parseRecord, withoutEnding } from './parse-record.ts';

interface ProofClaims {
  readonly source: AuditSource;
  /** The first record that the log still has. */
  readonly first: number;
  /** How many records the export has. */
  readonly records: number;
}

const readClaims = async (path: string): Promise<ProofClaims | null> => {
  let head: { readonly source: AuditSource; readonly first: number } | null = null;
  for await (const text of linesOf(createReadStream(path))) {
    // What is between head and end is long, and is looked at by who verifies it.
    if (head !== null && !text.startsWith('{"end":')) continue;
    const line = proofLineSchema.safeParse(JSON.parse(text));
    if (!line.success) return null;
    if ('head' in line.data) ({ head } = line.data);
    if ('end' in line.data && head !== null) return { ...head, records: line.data.end.statement.records };
  }
  return null;
};

const firstRecordLine = async (path: string, format: AuditFormat): Promise<string | null> => {
  for await (const line of linesOf(createReadStream(path))) {
    if (parseRecord(format, line) !== null) return line;
  }
  return null;
};

/**
 * An export that was broken off may be gone on with after the log was trimmed, or by another version of the program.
 *
 * @throws CodedError `usage` when it must be begun anew.
 */
export const checkProof = async (
  paths: { readonly part: string; readonly proofPart: string },
  format: AuditFormat,
  records: number,
): Promise<void> => {
  const claims = await readClaims(paths.proofPart);
  if (claims === null) {
    throw new CodedError('internal', 'The agent gave a proof that is not whole. Begin the export anew.');
  }
  const anew = (why: string) =>
    new CodedError('usage', `${why} since this export began. Remove ${paths.part} and begin it anew.`);
  const line = await firstRecordLine(paths.part, format);
  const record = line === null ? null : parseRecord(format, line);
  if (record !== null && record.seq < claims.first) throw anew('Old records were removed from the log');
  if (claims.records !== records) throw anew('The log has changed');
  if (line === null || record === null) return;
  const body = JSON.parse(record.body) as Record<string, unknown>;
  const rendered = FORMATS[format].line({ ...record, body }, claims.source);
  if (rendered !== withoutEnding(format, line)) throw anew('The program or its policy has changed');
};
