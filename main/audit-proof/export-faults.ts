/** What is wrong with an export or its proof, and where. */
import type { AuditFaultKind } from '../../contract/audit-reading.ts';

export interface ExportFault {
  /** Lines of the export, from 1, that may be affected; 0: the proof, or the export as a whole. */
  readonly line: number;
  readonly lastLine: number;
  /** Lines of the proof, from 1; 0: the export alone. */
  readonly proofLine: number;
  readonly lastProofLine: number;
  /** Numbers of the records; 0: not known, or all. */
  readonly seq: number;
  readonly lastSeq: number;
  readonly fault: AuditFaultKind;
  /** One sentence. */
  readonly message: string;
}

const MOST_LISTED = 100;

export interface ExportFaultList {
  /** What is left out of the place is 0, or the same as the first. */
  add(fault: AuditFaultKind, message: string, place: Partial<Omit<ExportFault, 'fault' | 'message'>>): void;
  /** The first hundred that were found, by the line of the export. */
  listed(): readonly ExportFault[];
  count(): number;
}

export const createExportFaults = (): ExportFaultList => {
  const listed: ExportFault[] = [];
  let count = 0;
  return {
    add: (fault, message, place) => {
      count += 1;
      if (listed.length >= MOST_LISTED) return;
      const { line = 0, proofLine = 0, seq = 0 } = place;
      const { lastLine = line, lastProofLine = proofLine, lastSeq = seq } = place;
      listed.push({ line, lastLine, proofLine, lastProofLine, seq, lastSeq, fault, message });
    },
    listed: () => listed.toSorted((a, b) => a.line - b.line),
    count: () => count,
  };
};
