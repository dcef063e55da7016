/**
 * Verifies an export of the audit log by its proof and the public key that an auditor keeps: in Node and in a page alike,
 * reading both from beginning to end once, and holding no more of them than what lies between two seals needs.
 */
import { sha256 as createSha256 } from '@noble/hashes/sha2.js';
import type { AuditSource, ExportStatement, ProofLine } from '../../contract/audit-proof.ts';
import type { AuditFilter, AuditFormat } from '../../contract/audit-reading.ts';
import { base64ToBytes, bytesToBase64, keysOfText } from './bytes.ts';
import { canonicalJson } from './canonical-json.ts';
import type { Sha256 } from './chain.ts';
import { createExportFaults, type ExportFault } from './export-faults.ts';
import { createExportLines, type ExportedRecord } from './export-lines.ts';
import { FORMATS } from './formats/index.ts';
import { proofLineOf } from './proof-lines.ts';
import { createSealChain } from './seal-chain.ts';
import { statementMessage, type VerifySignature } from './seal.ts';
import { createStretches } from './verify-stretches.ts';

export interface VerifyExportOptions {
  /** Lines of the export as `linesOf` gives them. */
  readonly lines: AsyncIterable<string>;
  readonly proof: AsyncIterable<string>;
  /** The key of `samehand audit key`; where the chain was restarted, those of all chains that are to be trusted, with spaces between. */
  readonly root: string;
  readonly sha256: Sha256;
  readonly verifySignature: VerifySignature;
  /** The number of the record reached, and that of the last. */
  readonly onProgress?: (done: number, total: number) => void;
}

export interface ExportVerification {
  readonly ok: boolean;
  /** Records in the export. */
  readonly records: number;
  /** Up to this record all is signed by the given key. */
  readonly sealedSeq: number;
  /** What the proof says of the export; null where it cannot be read. */
  readonly source: AuditSource | null;
  readonly filter: AuditFilter | null;
  readonly format: AuditFormat | null;
  readonly first: number;
  readonly last: number;
  /** Times of the first and the last record of the export. */
  readonly from: string | null;
  readonly to: string | null;
  /** The first hundred. */
  readonly faults: readonly ExportFault[];
  readonly faultCount: number;
}

type Head = Extract<ProofLine, { readonly head: unknown }>['head'];
type End = Extract<ProofLine, { readonly end: unknown }>['end'];

const PROGRESS_EVERY = 1_000;

/** What head and statement must agree on. */
const claimOf = ({ format, source, filter, first, last }: Head | ExportStatement): string =>
  canonicalJson({ format, source, filter, first, last });

const NOTHING = {
  ok: false,
  records: 0,
  sealedSeq: 0,
  source: null,
  filter: null,
  format: null,
  first: 0,
  last: 0,
  from: null,
  to: null,
} as const;

export const verifyExport = async (options: VerifyExportOptions): Promise<ExportVerification> => {
  const { sha256, verifySignature, onProgress = () => undefined } = options;
  const faults = createExportFaults();
  const proof = options.proof[Symbol.asyncIterator]();
  let proofLine = 0;
  const nextProofLine = async (): Promise<ProofLine | 'malformed' | null> => {
    const next = await proof.next();
    if (next.done === true) return null;
    proofLine += 1;
    return proofLineOf(next.value) ?? 'malformed';
  };

  const giveUp = (message: string, place: { readonly proofLine?: number }): ExportVerification => {
    faults.add('malformed', message, place);
    return { ...NOTHING, faults: faults.listed(), faultCount: faults.count() };
  };
  const roots = keysOfText(options.root);
  if (roots === null) return giveUp('The key given is not one of "samehand audit key".', {});
  const opening = await nextProofLine();
  if (opening === null || opening === 'malformed' || !('head' in opening)) {
    return giveUp('The proof does not begin as one of Samehand does.', { proofLine: 1 });
  }

  const { head } = opening;
  const seals = createSealChain(verifySignature, roots);
  const lines = createExportLines({
    lines: options.lines,
    format: FORMATS[head.format],
    source: head.source,
    sha256,
    faults,
  });
  const digest = createSha256.create();
  let records = 0;
  let from: string | null = null;
  let to: string | null = null;
  const onRecord = ({ seq, at, leaf }: ExportedRecord): void => {
    digest.update(leaf);
    records += 1;
    from ??= at;
    to = at;
    if (records % PROGRESS_EVERY === 0) onProgress(seq, head.last);
  };
  const stretches = createStretches({ lines, seals, sha256, faults, onRecord });

  const checkEnd = ({ statement, key, signature }: End): void => {
    const place = { proofLine };
    const wrong = (message: string): void => {
      faults.add('seal', message, place);
    };
    const last = seals.last();
    if (key !== last?.next) wrong('The statement of the export is signed with another key than the last seal names.');
    else if (!verifySignature(base64ToBytes(key), statementMessage(statement), base64ToBytes(signature))) {
      wrong('The signature of the statement of the export does not hold.');
    } else if (claimOf(statement) !== claimOf(head)) {
      faults.add('seal', 'The head of the proof does not say what was signed.', { proofLine: 1, lastProofLine: 1 });
    } else if (
      faults.count() === 0 &&
      (records !== statement.records || statement.digest !== bytesToBase64(digest.digest()))
    ) {
      const what = `The export has ${String(records)} records and is not the one that was signed, of ${String(statement.records)}.`;
      faults.add(records < statement.records ? 'missing' : 'seal', what, {});
    }
  };

  let hasEnd = false;
  for (let next = await nextProofLine(); next !== null; next = await nextProofLine()) {
    if (hasEnd) {
      faults.add('malformed', `Line ${String(proofLine)} of the proof comes after its end.`, { proofLine });
    } else if (next === 'malformed' || 'head' in next) {
      faults.add('malformed', `Line ${String(proofLine)} of the proof is not one that the agent writes there.`, {
        proofLine,
      });
    } else if ('seal' in next) {
      await stretches.seal(next.seal, proofLine);
    } else if ('omitted' in next) {
      await stretches.omitted(next.omitted.from, next.omitted.leaves, proofLine);
    } else {
      hasEnd = true;
      await stretches.end(proofLine);
      checkEnd(next.end);
    }
  }
  if (!hasEnd) {
    await stretches.end(proofLine);
    faults.add('truncated', 'The proof has no end: it was cut off.', { proofLine, lastProofLine: proofLine + 1 });
  }
  onProgress(head.last, head.last);
  const { source, filter, format, first, last } = head;
  return {
    ok: faults.count() === 0,
    records,
    sealedSeq: seals.sealedSeq(),
    source,
    filter,
    format,
    first,
    last,
    from,
    to,
    faults: faults.listed(),
    faultCount: faults.count(),
  };
};
