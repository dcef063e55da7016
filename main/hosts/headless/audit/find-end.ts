/** Where an export that was broken off ends: after its last whole line that is a record. */
import { createReadStream, statSync } from 'node:fs';
import type { AuditFormat } from '../../../../contract/audit-reading.ts';
import { linesOf } from '../../../audit-proof/split-lines.ts';
import { headLines, parseRecord } from './parse-record.ts';

export interface ExportEnd {
  /** Length of what can be kept. */
  readonly bytes: number;
  /** Records in it. */
  readonly records: number;
  /** The last of them; 0: none. */
  readonly lastSeq: number;
}

export const NO_RECORDS: ExportEnd = { bytes: 0, records: 0, lastSeq: 0 };

const TELL_EVERY = 1_000;

/** Reads all of it: what a power cut left in the middle ends it as well. */
export const findEnd = async (
  path: string,
  format: AuditFormat,
  onRecord: (records: number) => void,
): Promise<ExportEnd> => {
  const { size } = statSync(path);
  let end = NO_RECORDS;
  let bytes = 0;
  let heads = headLines(format);
  for await (const line of linesOf(createReadStream(path))) {
    bytes += Buffer.byteLength(line) + 1;
    if (heads > 0) {
      heads -= 1;
      continue;
    }
    // Beyond the size: the line feed of the last one is missing.
    const record = bytes > size ? null : parseRecord(format, line);
    if (record === null || record.seq <= end.lastSeq) break;
    end = { bytes, records: end.records + 1, lastSeq: record.seq };
    if (end.records % TELL_EVERY === 0) onRecord(end.records);
  }
  return end;
};
