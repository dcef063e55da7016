/** The audit log as text, for other programs: a record a line. */
import type { AuditSource } from '../../contract/audit-proof.ts';
import type { AuditFilter, AuditFormat } from '../../contract/audit-reading.ts';
import { CodedError } from '../../contract/result.ts';
import { FORMATS } from '../audit-proof/formats/index.ts';
import type { ExportPiece } from '../export/exports.ts';
import type { AuditReading } from './reading.ts';

/** Records in a piece. */
const PIECE = 1_000;
/** Characters beyond which a piece is closed, though it has fewer records. */
const MOST_CHARACTERS = 512 * 1_024;

export interface AuditExport {
  readonly filter: AuditFilter;
  readonly format: AuditFormat;
  readonly source: AuditSource;
  /** Begins after this record; 0: with the head of the format. */
  readonly afterSeq: number;
  /** The last record that is looked at. */
  readonly upTo: number;
  /** How many records that the filter lets through there are in between. */
  readonly total: number;
}

/** Oldest first; `done` counts records. */
export const auditPieces = async function* (
  reading: Pick<AuditReading, 'after'>,
  { filter, format, source, afterSeq, upTo, total }: AuditExport,
): AsyncGenerator<ExportPiece, void, void> {
  const { head, line, ending } = FORMATS[format];
  const opening = afterSeq === 0 ? head(source) : '';
  let done = 0;
  let reached = afterSeq;
  let text = opening === '' ? '' : opening + ending;
  while (done < total) {
    const { records } = await reading.after(filter, reached, Math.min(PIECE, total - done), upTo);
    if (records.length === 0) {
      throw new CodedError('storage-unavailable', 'Records went missing during the export. Verify the audit log.');
    }
    for (const record of records) {
      text += line(record, source) + ending;
      done += 1;
      reached = record.seq;
      if (text.length < MOST_CHARACTERS) continue;
      yield { text, done };
      text = '';
    }
    if (text !== '') yield { text, done };
    text = '';
  }
  if (text !== '') yield { text, done };
};
