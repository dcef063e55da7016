/** What somebody could do to an export and its proof. */
import { FORMATS } from '../audit-proof/formats/index.ts';
import type { AuditFormat } from '../../contract/audit-reading.ts';
import type { Random } from '../../ml/random.ts';
import { bytesToBase64, keyToText } from '../audit-proof/bytes.ts';
import { canonicalJson } from '../audit-proof/canonical-json.ts';
import { recordText, type ChainedRecord } from '../audit-proof/chain.ts';
import { proofLineOf } from '../audit-proof/proof-lines.ts';
import { statementMessage } from '../audit-proof/seal.ts';
import { bytesOfHex, leafHexOf } from './chain-hash.ts';
import { SOURCE, type ExportedLog } from './exported-log.fixture.ts';
import { signingKey } from './signing-key.ts';

/** Lines of the export or of the proof that it is about, from 1; neither: the export as a whole. */
export interface ExportTampering {
  readonly text: Uint8Array;
  readonly proof: Uint8Array;
  readonly root: string;
  readonly line?: number;
  readonly proofLine?: number;
}

type Act = (exported: ExportedLog, random: Random, others: readonly ExportedLog[]) => ExportTampering | null;

const pick = (random: Random, from: number, to: number): number => from + Math.floor(random() * (to - from + 1));

const linesIn = (text: string): string[] => text.split('\n').slice(0, -1);
const joined = (lines: readonly string[]): Buffer => Buffer.from(lines.map((line) => `${line}\n`).join(''));

const given = ({ text, proof, root }: ExportedLog) => ({ text: Buffer.from(text), proof: Buffer.from(proof), root });

const flipped = (text: string, random: Random): { readonly bytes: Buffer; readonly line: number } => {
  const bytes = Buffer.from(text);
  const at = pick(random, 0, bytes.length - 1);
  const line = bytes.subarray(0, at).filter((byte) => byte === 0x0a).length + 1;
  bytes[at] = (bytes[at] ?? 0) ^ (1 << pick(random, 0, 7));
  return { bytes, line };
};

/** Lines that records stand on begin with this one. */
const firstLine = (format: AuditFormat): number => (FORMATS[format].head(SOURCE) === '' ? 1 : 2);

/** A line with a record, or null where there is none. */
const pickLine = ({ text, format }: ExportedLog, random: Random): number | null => {
  const first = firstLine(format);
  const last = linesIn(text).length;
  return last < first ? null : pick(random, first, last);
};

const withoutEnding = (line: string): string => line.replace(/\r$/, '');

const forged = (record: ChainedRecord, format: AuditFormat, random: Random): string => {
  const body = { by: `forged ${String(pick(random, 0, 1e9))}` };
  const { line, ending } = FORMATS[format];
  return line({ ...record, body }, SOURCE) + ending.slice(0, -1);
};

const recordOn = ({ text, format }: ExportedLog, line: number): ChainedRecord => {
  const record = FORMATS[format].recordOf(withoutEnding(linesIn(text)[line - 1] ?? ''));
  if (record === null) throw new Error(`there is no record on line ${String(line)}`);
  return record;
};

/** Without it a proof proves the same. */
const isMarker = (line: string): boolean => line.includes('"leaves":[]');

export const EXPORT_TAMPERINGS: Readonly<Record<string, Act>> = {
  'a bit flipped in the export': (exported, random) => {
    const { bytes, line } = flipped(exported.text, random);
    return { ...given(exported), text: bytes, line };
  },
  'a bit flipped in the proof': (exported, random) => {
    const { bytes, line } = flipped(exported.proof, random);
    return { ...given(exported), proof: bytes, proofLine: line };
  },
  'a line removed': (exported, random) => {
    const line = pickLine(exported, random);
    return line === null
      ? null
      : { ...given(exported), text: joined(linesIn(exported.text).toSpliced(line - 1, 1)), line };
  },
  'many lines removed': (exported, random) => {
    const line = pickLine(exported, random);
    if (line === null) return null;
    return { ...given(exported), text: joined(linesIn(exported.text).toSpliced(line - 1, pick(random, 2, 40))), line };
  },
  'two lines swapped': (exported, random) => {
    const line = pickLine(exported, random);
    const other = pickLine(exported, random);
    if (line === null || other === null || line === other) return null;
    const lines = linesIn(exported.text);
    const [a, b] = [lines[line - 1] ?? '', lines[other - 1] ?? ''];
    return {
      ...given(exported),
      text: joined(lines.with(line - 1, b).with(other - 1, a)),
      line: Math.min(line, other),
    };
  },
  'a line repeated': (exported, random) => {
    const line = pickLine(exported, random);
    const to = pickLine(exported, random);
    if (line === null || to === null) return null;
    const lines = linesIn(exported.text);
    return {
      ...given(exported),
      text: joined(lines.toSpliced(to - 1, 0, lines[line - 1] ?? '')),
      line: to === line ? to + 1 : to,
    };
  },
  'the export cut off': (exported, random) => {
    const text = Buffer.from(exported.text);
    const content = Buffer.from(exported.text.trimEnd()).length;
    const kept = text.subarray(0, pick(random, 0, content - 1));
    const whole = linesIn(exported.text).map(withoutEnding);
    const rest = kept.toString().split('\n').map(withoutEnding);
    // A line of which nothing but its end is gone is whole.
    const line = rest.filter((each, index) => each === whole[index]).length + 1;
    return line < firstLine(exported.format) ? null : { ...given(exported), text: kept, line };
  },
  'a record changed in all fields of its line': (exported, random) => {
    const line = pickLine(exported, random);
    if (line === null) return null;
    const text = forged(recordOn(exported, line), exported.format, random);
    return { ...given(exported), text: joined(linesIn(exported.text).with(line - 1, text)), line };
  },
  'a record added': (exported, random) => {
    const line = pickLine(exported, random);
    if (line === null) return null;
    const record = recordOn(exported, line);
    const seq = record.seq + pick(random, -1, 1);
    const text = forged({ ...record, seq: Math.max(1, seq) }, exported.format, random);
    return { ...given(exported), text: joined(linesIn(exported.text).toSpliced(line, 0, text)), line: line + 1 };
  },
  'a record changed, and the proof made to leave the true one out': (exported, random) => {
    const line = pickLine(exported, random);
    if (line === null) return null;
    const record = recordOn(exported, line);
    const leaf = bytesToBase64(bytesOfHex(leafHexOf(recordText(record))));
    const proof = linesIn(exported.proof);
    const seal = proof.findIndex((each) => {
      const parsed = proofLineOf(each);
      return parsed !== null && 'seal' in parsed && parsed.seal.seq >= record.seq;
    });
    const omitted = canonicalJson({ omitted: { from: record.seq, leaves: [leaf] } });
    return {
      ...given(exported),
      text: joined(linesIn(exported.text).toSpliced(line - 1, 1)),
      proof: joined(proof.toSpliced(seal, 0, omitted)),
    };
  },
  'a line of the proof removed': (exported, random) => {
    const lines = linesIn(exported.proof);
    const proofLine = pick(random, 1, lines.length);
    if (isMarker(lines[proofLine - 1] ?? '')) return null;
    return { ...given(exported), proof: joined(lines.toSpliced(proofLine - 1, 1)), proofLine };
  },
  'two lines of the proof swapped': (exported, random) => {
    const lines = linesIn(exported.proof);
    const [a, b] = [pick(random, 1, lines.length), pick(random, 1, lines.length)];
    if (a === b) return null;
    const swapped = lines.with(a - 1, lines[b - 1] ?? '').with(b - 1, lines[a - 1] ?? '');
    return { ...given(exported), proof: joined(swapped), proofLine: Math.min(a, b) };
  },
  'a line of the proof repeated': (exported, random) => {
    const lines = linesIn(exported.proof);
    const [from, to] = [pick(random, 1, lines.length), pick(random, 1, lines.length)];
    return {
      ...given(exported),
      proof: joined(lines.toSpliced(to - 1, 0, lines[from - 1] ?? '')),
      proofLine: to === from ? to + 1 : to,
    };
  },
  'the proof cut off': (exported, random) => {
    const bytes = Buffer.from(exported.proof);
    const kept = bytes.subarray(0, pick(random, 0, bytes.length - 2));
    return { ...given(exported), proof: kept, proofLine: kept.filter((byte) => byte === 0x0a).length + 1 };
  },
  'the proof of another export': (exported, random, others) => {
    const other = others[pick(random, 0, others.length - 1)];
    return other === undefined || other.proof === exported.proof
      ? null
      : { ...given(exported), proof: Buffer.from(other.proof) };
  },
  'a statement forged with another key': (exported, random) => {
    const lines = linesIn(exported.proof);
    const end = proofLineOf(lines.at(-1) ?? '');
    if (end === null || !('end' in end)) throw new Error('the proof has no end');
    const key = signingKey(new Uint8Array(32).fill(pick(random, 0, 255)));
    const { statement } = end.end;
    const isNamed = random() < 0.5;
    const forgedEnd = {
      statement,
      key: isNamed ? end.end.key : bytesToBase64(key.publicKey),
      signature: bytesToBase64(key.sign(statementMessage(statement))),
    };
    const text = canonicalJson({ end: forgedEnd });
    return { ...given(exported), proof: joined(lines.with(-1, text)), proofLine: lines.length };
  },
  'another root key': (exported, random) => ({
    ...given(exported),
    root: keyToText(signingKey(new Uint8Array(32).fill(pick(random, 0, 255))).publicKey),
    proofLine: 2,
  }),
};
