/** What the standalone verifier prints: the verdict, what it is about, and each fault with its place. */
import type { ExportFault } from '../audit-proof/export-faults.ts';
import type { ExportVerification } from '../audit-proof/verify-export.ts';

const counted = (count: number, one: string): string => `${String(count)} ${one}${count === 1 ? '' : 's'}`;

const placeOf = (what: string, first: number, last: number): readonly string[] => {
  if (first === 0) return [];
  return [last > first ? `${what}s ${String(first)}-${String(last)}` : `${what} ${String(first)}`];
};

const faultLine = ({ line, lastLine, proofLine, lastProofLine, seq, lastSeq, fault, message }: ExportFault): string => {
  const places = [
    ...placeOf('line', line, lastLine),
    ...placeOf('record', seq, lastSeq),
    ...(line === 0 ? placeOf('proof line', proofLine, lastProofLine) : []),
  ];
  return `  ${places.length === 0 ? '' : `${places.join(', ')}: `}${message} (${fault})`;
};

const sourceLines = ({ source, filter }: ExportVerification): readonly string[] => {
  if (source === null || filter === null) return [];
  const { machine, user, hostname, version } = source;
  const isFiltered = filter.kinds.length > 0 || filter.from !== null || filter.to !== null || filter.text !== '';
  return [
    `Machine ${machine}${hostname === null ? '' : ` (${hostname})`}, user ${user}, program version ${version}.`,
    isFiltered
      ? `It holds only what this filter let through; that nothing else was left out is proved: ${JSON.stringify(filter)}`
      : 'It holds all records of that stretch.',
  ];
};

/** Lines for a person, the verdict first. */
export const reportLines = (found: ExportVerification): readonly string[] => {
  const { ok, records, first, last, from, to, sealedSeq, faults, faultCount } = found;
  const times = from === null || to === null ? '' : `, from ${from} to ${to}`;
  return [
    ok ? 'SOUND: the export is as the agent wrote it.' : `NOT SOUND: ${counted(faultCount, 'fault')}.`,
    ...faults.map(faultLine),
    ...(faultCount > faults.length ? [`  and ${String(faultCount - faults.length)} more`] : []),
    `${counted(records, 'record')} of records ${String(first)} to ${String(last)} of the log${times}.`,
    ...sourceLines(found),
    `Signed by the given key up to record ${String(sealedSeq)}.`,
  ];
};
