/** The audit log as text, for other programs: a record a line. */
import type { AuditFilter, AuditFormat } from '../../contract/audit-reading.ts';
import type { AuditRecord } from '../../contract/audit.ts';
import { CodedError, assertNever } from '../../contract/result.ts';
import type { ExportPiece } from '../export/exports.ts';
import { canonicalJson } from './canonical-json.ts';
import type { AuditReading } from './reading.ts';

/** Records in a piece. */
const PIECE = 500;
/** Characters beyond which a piece is closed, though it has fewer records. */
const MOST_CHARACTERS = 512 * 1_024;

const FORMULA = /^[=+\-@\t\r]/;

/** A field after RFC 4180. A spreadsheet would take some beginnings for a formula: an apostrophe makes them text. */
const csvField = (value: string): string => {
  const text = FORMULA.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

const csvLine = (fields: readonly string[]): string => `${fields.map(csvField).join(',')}\r\n`;

const lineOf = (record: AuditRecord, format: AuditFormat): string => {
  const { seq, at, kind, body } = record;
  switch (format) {
    case 'jsonl':
      return `${canonicalJson({ seq, at, kind, body })}\n`;
    case 'csv':
      return csvLine([String(seq), at, kind, canonicalJson(body)]);
    default:
      return assertNever(format);
  }
};

const HEADS: Readonly<Record<AuditFormat, string>> = { jsonl: '', csv: csvLine(['seq', 'at', 'kind', 'body']) };

/** The text of the first `total` records that the filter lets through, oldest first; `done` counts records. */
export const auditPieces = async function* (
  reading: AuditReading,
  filter: AuditFilter,
  format: AuditFormat,
  total: number,
): AsyncGenerator<ExportPiece, void, void> {
  let done = 0;
  let afterSeq = 0;
  let text = HEADS[format];
  while (done < total) {
    const { records } = await reading.after(filter, afterSeq, Math.min(PIECE, total - done));
    if (records.length === 0) {
      throw new CodedError('storage-unavailable', 'Records went missing during the export. Verify the audit log.');
    }
    for (const record of records) {
      text += lineOf(record, format);
      done += 1;
      afterSeq = record.seq;
      if (text.length < MOST_CHARACTERS) continue;
      yield { text, done };
      text = '';
    }
    if (text !== '') yield { text, done };
    text = '';
  }
  if (text !== '') yield { text, done };
};
