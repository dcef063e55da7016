/** An export beside its proof: between two seals, all records together must make up what the second one signs. */
import type { Seal } from '../../contract/audit-proof.ts';
import { base64ToBytes, sameBytes } from './bytes.ts';
import { firstLink, linkOf, type Sha256 } from './chain.ts';
import type { ExportFaultList } from './export-faults.ts';
import type { ExportLines, ExportedRecord } from './export-lines.ts';
import { createLinkChain } from './link-chain.ts';
import type { SealChain } from './seal-chain.ts';

export interface StretchPorts {
  readonly lines: ExportLines;
  readonly seals: SealChain;
  readonly sha256: Sha256;
  readonly faults: ExportFaultList;
  readonly onRecord: (record: ExportedRecord) => void;
}

export interface Stretches {
  /** Leaves of records that are not in the export. */
  omitted(from: number, leaves: readonly string[], proofLine: number): Promise<void>;
  seal(seal: Seal, proofLine: number): Promise<void>;
  /** No seal follows: no record may follow either. */
  end(proofLine: number): Promise<void>;
}

const plural = (from: number, to: number, one: string): string =>
  from === to ? `${one} ${String(from)}` : `${one}s ${String(from)} to ${String(to)}`;

export const createStretches = ({ lines, seals, sha256, faults, onRecord }: StretchPorts): Stretches => {
  const links = createLinkChain<Uint8Array>(
    { linkOf: (before, leaf) => linkOf(sha256, before, leaf), areSame: sameBytes },
    null,
  );
  /** The last record, exported or not. */
  let at = 0;
  let sealAt = 0;
  /** Of the stretch under way: whether anything of it is proved by its leaves, and where it begins. */
  let isCovered = false;
  let firstLine = 1;
  let firstProofLine = 2;

  /** Numbers that no record of the stretch has, though what is signed is whole: they were gone when it was signed. */
  let hole: { readonly from: number; readonly to: number } | null = null;

  const add = (leaf: Uint8Array, seq: number): void => {
    if (seq > at + 1) hole = { from: at + 1, to: seq - 1 };
    links.record(leaf, null);
    isCovered = true;
    at = seq;
  };

  const misplaced = ({ line, seq }: ExportedRecord): void => {
    faults.add('order', `Line ${String(line)}, with record ${String(seq)}, is out of place.`, { line, seq });
    lines.take();
  };

  /** Takes the lines that belong in front of something. */
  const takeLines = async (upTo: number, isAdjacentOnly: boolean): Promise<void> => {
    for (;;) {
      const next = await lines.peek(0);
      if (next === null) return;
      if (next.seq <= at) misplaced(next);
      else if (next.seq <= upTo && (!isAdjacentOnly || next.seq === at + 1 || at === sealAt)) {
        add(next.leaf, next.seq);
        onRecord(next);
        lines.take();
      } else {
        // A line that is damaged must not hold up those after it.
        const second = isAdjacentOnly ? null : await lines.peek(1);
        if (second === null || second.seq > upTo || second.seq <= at) return;
        misplaced(next);
      }
    }
  };

  /** Lines of the proof from the seal before on: one before this may be what is wrong. */
  const upTo = (proofLine: number) => ({ proofLine: firstProofLine, lastProofLine: proofLine });

  const begin = (line: number, proofLine: number): void => {
    isCovered = false;
    hole = null;
    firstLine = line;
    firstProofLine = proofLine;
  };

  /** Compares what the stretch makes up with what is signed. */
  const checkLink = (seal: Seal, proofLine: number): void => {
    const link = base64ToBytes(seal.link);
    if (!isCovered && seal.seq > sealAt) links.skip();
    if (links.seal(link)) {
      if (hole !== null) {
        const what = `${plural(hole.from, hole.to, 'Record')} had gone missing from the log when it was signed.`;
        faults.add('missing', what, { line: firstLine, seq: hole.from, lastSeq: hole.to });
      }
      return;
    }
    const from = Math.min(sealAt + 1, seal.seq);
    const lastLine = Math.max(firstLine, lines.line() - 1);
    const what = `${plural(firstLine, lastLine, 'Line')} with ${plural(from, seal.seq, 'record')}`;
    faults.add(
      'seal',
      `${what}: something was changed, added or taken away, since they do not make up what was signed.`,
      {
        line: firstLine,
        lastLine,
        proofLine: firstProofLine,
        lastProofLine: proofLine,
        seq: from,
        lastSeq: seal.seq,
      },
    );
  };

  return {
    omitted: async (from, leaves, proofLine) => {
      if (leaves.length === 0) {
        // It stands in front of a stretch, and says that something of it is exported.
        if (isCovered || from !== sealAt + 1) {
          faults.add('seal', `Line ${String(proofLine)} of the proof is out of place.`, {
            ...upTo(proofLine),
            seq: at + 1,
          });
        }
        isCovered = true;
      } else {
        await takeLines(from - 1, true);
        if (from !== at + 1 && at !== sealAt) {
          const what = `Line ${String(proofLine)} of the proof does not go on where what is before it ends.`;
          faults.add('seal', what, { ...upTo(proofLine), seq: at + 1 });
        }
        leaves.forEach((leaf, index) => {
          add(base64ToBytes(leaf), from + index);
        });
      }
    },
    seal: async (seal, proofLine) => {
      const isFirst = seals.last() === null;
      if (isFirst && seal.number === 0 && seal.chain === 0) links.seal(firstLink(sha256, base64ToBytes(seal.key)));
      const { faults: wrong, isSigned } = seals.next(seal);
      for (const { fault, message } of wrong) {
        faults.add(fault, message, { ...upTo(proofLine), seq: Math.min(sealAt + 1, seal.seq), lastSeq: seal.seq });
      }
      if (isCovered && seal.seq <= sealAt) {
        faults.add('seal', `Line ${String(proofLine)} of the proof is out of place.`, upTo(proofLine));
      }
      await takeLines(seal.seq, false);
      if (isSigned || !isCovered) checkLink(seal, proofLine);
      sealAt = Math.max(sealAt, seal.seq);
      at = Math.max(at, seal.seq);
      begin(lines.line(), proofLine);
    },
    end: async (proofLine) => {
      if (isCovered) faults.add('seal', 'The last leaves of the proof are followed by no seal.', upTo(proofLine));
      const first = await lines.peek(0);
      if (first === null) return;
      let last = first;
      for (let next: ExportedRecord | null = first; next !== null; next = await lines.peek(0)) {
        last = next;
        lines.take();
      }
      faults.add('seal', `${plural(first.line, last.line, 'Line')}: nothing in the proof signs what is there.`, {
        line: first.line,
        lastLine: last.line,
        seq: first.seq,
        lastSeq: last.seq,
      });
    },
  };
};
