/** What is wrong with a log or an export, in words, each with its place and what to do. */
import type { AuditFault, AuditVerification } from '../../../../contract/audit-reading.ts';
import type { ExportFault } from '../../../audit-proof/export-faults.ts';
import type { ExportVerification } from '../../../audit-proof/verify-export.ts';

const count = (value: number, one: string): string => `${String(value)} ${one}${value === 1 ? '' : 's'}`;

/** `line 3`, `lines 3–5`; nothing for 0. */
const placeOf = (what: string, first: number, last: number): readonly string[] => {
  if (first === 0) return [];
  return [last > first ? `${what}s ${String(first)}–${String(last)}` : `${what} ${String(first)}`];
};

const ofLog = ({ seq, lastSeq, fault, message }: AuditFault): string =>
  `${[...placeOf('record', seq, lastSeq), fault].join(', ')}: ${message}`;

const ofExport = ({ line, lastLine, proofLine, lastProofLine, seq, lastSeq, fault, message }: ExportFault): string => {
  const places = [
    ...placeOf('line', line, lastLine),
    ...placeOf('record', seq, lastSeq),
    ...(line === 0 ? placeOf('line', proofLine, lastProofLine).map((place) => `${place} of the proof`) : []),
  ];
  return `${[...places, fault].join(', ')}: ${message}`;
};

const listed = (faultCount: number, lines: readonly string[]): readonly string[] => [
  `NOT sound: ${count(faultCount, 'fault')}.`,
  ...lines.map((line) => `  ${line}`),
  ...(faultCount > lines.length ? [`  … and ${String(faultCount - lines.length)} more.`] : []),
  'What each kind of fault means, and what to do: docs/auditor.md',
];

const chained = ({ root, seals, sealedSeq, lastSeq }: AuditVerification): readonly string[] =>
  root === null
    ? ['Nothing in it is chained: it was written by an older version alone.']
    : [
        `Signed up to record ${String(sealedSeq)}${sealedSeq < lastSeq ? '; what follows is chained, and signed within a minute' : ''}; ${count(seals, 'seal')}.`,
        `Key: ${root}`,
      ];

export const logLines = (found: AuditVerification): readonly string[] => [
  found.ok
    ? `Sound: ${count(found.records, 'record')}, from ${String(found.firstSeq)} to ${String(found.lastSeq)}.`
    : `Looked at ${count(found.records, 'record')}, from ${String(found.firstSeq)} to ${String(found.lastSeq)}.`,
  ...chained(found),
  ...(found.ok ? [] : listed(found.faultCount, found.faults.map(ofLog))),
];

export const exportLines = (found: ExportVerification): readonly string[] => {
  const { ok, records, first, last, from, to, sealedSeq, faultCount, faults } = found;
  const times = from === null || to === null ? '' : `, ${from} to ${to}`;
  const what = `${count(records, 'record')} of the log's records ${String(first)} to ${String(last)}${times}`;
  return [
    ok ? `Sound: ${what}.` : `Looked at ${what}.`,
    ...(found.source === null
      ? []
      : [`Machine ${found.source.machine}, user ${found.source.user.slice(0, 12)}…, version ${found.source.version}.`]),
    `Signed up to record ${String(sealedSeq)}.`,
    ...(ok ? [] : listed(faultCount, faults.map(ofExport))),
  ];
};
