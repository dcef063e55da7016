/** The proof of an export as text: its head, what the log has to prove it, and a statement that is signed last. */
import { createHash } from 'node:crypto';
import type { AuditSource, ExportStatement, ProofLine, Seal } from '../../contract/audit-proof.ts';
import type { AuditFilter, AuditFormat } from '../../contract/audit-reading.ts';
import { CodedError } from '../../contract/result.ts';
import { bytesToBase64, sameBytes, base64ToBytes } from '../audit-proof/bytes.ts';
import { canonicalJson } from '../audit-proof/canonical-json.ts';
import { statementMessage } from '../audit-proof/seal.ts';
import type { ExportPiece } from '../export/exports.ts';
import type { AuditLog } from './audit-log.ts';
import { isoSeconds } from '../transparency/iso-seconds.ts';
import type { AuditReading, ProofCursor, ProofPiece } from './reading.ts';

const DIGEST_BYTES = 32;
/** Seals may be made while the last ones are read; they come once a minute. */
const MOST_ATTEMPTS = 10;

export interface AuditProof {
  readonly filter: AuditFilter;
  readonly format: AuditFormat;
  readonly source: AuditSource;
  /** The first record that is there, and the last that the export looked at. */
  readonly first: number;
  readonly last: number;
}

export interface AuditProofPorts {
  readonly reading: Pick<AuditReading, 'proof'>;
  readonly log: Pick<AuditLog, 'sign'>;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

const textOf = (line: ProofLine): string => `${canonicalJson(line)}\n`;

/** `done` is the number of the record that is proved so far. All records up to `last` must be sealed. */
export const auditProofPieces = async function* (
  { reading, log, now }: AuditProofPorts,
  proof: AuditProof,
): AsyncGenerator<ExportPiece, void, void> {
  const { filter, format, source, first, last } = proof;
  const claim = { format, source, filter, first, last };
  const digest = createHash('sha256');
  let records = 0;
  let seal: Seal | null = null;
  let from: ProofCursor | null = null;
  let text = textOf({ head: { type: 'samehand-audit-proof', version: 1, ...claim } });

  for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt += 1) {
    let isEnd = false;
    while (!isEnd) {
      const piece: ProofPiece = await reading.proof(filter, { first, last }, from);
      ({ next: from, isEnd } = piece);
      seal = piece.seal ?? seal;
      digest.update(piece.leaves);
      records += piece.leaves.length / DIGEST_BYTES;
      text += piece.lines.map((line) => `${line}\n`).join('');
      if (text !== '') yield { text, done: Math.min(last, seal?.seq ?? 0) };
      text = '';
    }
    const at = isoSeconds(now());
    const statement: ExportStatement = { ...claim, records, digest: bytesToBase64(digest.copy().digest()), at };
    const { key, signature } = log.sign(statementMessage(statement));
    if (seal !== null && seal.seq >= last && sameBytes(key, base64ToBytes(seal.next))) {
      const end = { statement, key: bytesToBase64(key), signature: bytesToBase64(signature) };
      yield { text: textOf({ end }), done: last };
      return;
    }
  }
  throw new CodedError('storage-unavailable', 'The proof could not be signed while the log went on. Try again.');
};
