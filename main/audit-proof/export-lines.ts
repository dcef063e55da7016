/** The records of an export, line by line, with a look at the two that come next. */
import type { AuditSource } from '../../contract/audit-proof.ts';
import { leafOf, recordText, type ChainedRecord, type Sha256 } from './chain.ts';
import type { ExportFaultList } from './export-faults.ts';
import type { RecordFormat } from './formats/format.ts';

export interface ExportedRecord {
  /** From 1. */
  readonly line: number;
  readonly seq: number;
  readonly at: string;
  readonly leaf: Uint8Array;
}

export interface ExportLines {
  /** Without taking it; null at the end. `ahead`: 0 or 1. */
  peek(ahead: 0 | 1): Promise<ExportedRecord | null>;
  take(): void;
  /** Number of the line that is taken next. */
  readonly line: () => number;
}

export interface ExportLinesOptions {
  readonly lines: AsyncIterable<string>;
  readonly format: RecordFormat;
  readonly source: AuditSource;
  readonly sha256: Sha256;
  readonly faults: ExportFaultList;
}

/** Lines that carry no record, or say something else beside it than the agent would, are faults; the former are left out. */
export const createExportLines = ({ lines, format, source, sha256, faults }: ExportLinesOptions): ExportLines => {
  const remaining = lines[Symbol.asyncIterator]();
  const ahead: ExportedRecord[] = [];
  const head = format.head(source);
  let line = 0;
  let isAtEnd = false;

  const withoutEnding = (text: string): string =>
    format.ending === '\r\n' && text.endsWith('\r') ? text.slice(0, -1) : text;

  const nextLine = async (): Promise<string | null> => {
    const next = await remaining.next();
    if (next.done === true) return null;
    line += 1;
    return withoutEnding(next.value);
  };

  const render = (record: ChainedRecord): string =>
    format.line({ ...record, body: JSON.parse(record.body) as Record<string, unknown> }, source);

  const fetch = async (): Promise<ExportedRecord | null> => {
    for (;;) {
      const text = await nextLine();
      if (text === null) return null;
      const at = `Line ${String(line)}`;
      if (line === 1 && head !== '') {
        if (text !== head) faults.add('malformed', `${at} is not the head of this format.`, { line });
        continue;
      }
      const record = format.recordOf(text);
      if (record === null) {
        faults.add('malformed', `${at} carries no record that can be read.`, { line });
        continue;
      }
      if (render(record) !== text) {
        const what = `${at} does not say what record ${String(record.seq)} says.`;
        faults.add('malformed', what, { line, seq: record.seq });
      }
      return { line, seq: record.seq, at: record.at, leaf: leafOf(sha256, recordText(record)) };
    }
  };

  return {
    peek: async (index) => {
      while (!isAtEnd && ahead.length <= index) {
        const next = await fetch();
        if (next === null) isAtEnd = true;
        else ahead.push(next);
      }
      return ahead[index] ?? null;
    },
    take: () => {
      ahead.shift();
    },
    line: () => ahead[0]?.line ?? line + 1,
  };
};
