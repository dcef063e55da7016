/** An export and its proof as the agent writes them, made without an agent, so that a test can damage either. */
import { createHash } from 'node:crypto';
import type { AuditSource, ExportStatement, ProofLine, Seal } from '../../contract/audit-proof.ts';
import type { AuditFilter, AuditFormat } from '../../contract/audit-reading.ts';
import type { AuditRecord } from '../../contract/audit.ts';
import { canonicalJson } from '../../main/audit-proof/canonical-json.ts';
import { firstLink, leafOf, linkOf } from '../../main/audit-proof/chain.ts';
import { FORMATS } from '../../main/audit-proof/formats/index.ts';
import { textOf } from '../../main/audit-proof/formats/record-text.ts';
import { sealMessage, statementMessage } from '../../main/audit-proof/seal.ts';
import { nextSeed, rootKeyText, sha256, signingKey } from '../../main/audit/signing-key.ts';

export interface ExportedLog {
  readonly text: string;
  readonly proof: string;
  /** As `samehand audit key` prints it. */
  readonly root: string;
  readonly records: number;
}

export interface ExportedLogOptions {
  readonly format: AuditFormat;
  readonly records: number;
  /** Kinds that are let through; left out: all. */
  readonly kinds?: readonly string[];
  /** Records between two seals. */
  readonly sealEvery?: number;
  readonly hostname?: string | null;
}

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');

const START = Date.parse('2026-03-01T08:00:00Z');
const timeOf = (seq: number): string => `${new Date(START + seq * 7_000).toISOString().slice(0, 19)}Z`;

const KINDS = ['decision', 'session-locked', 'code-passed', 'policy-refused'] as const;
const BODIES: Readonly<Record<(typeof KINDS)[number], AuditRecord['body']>> = {
  decision: {
    action: 'prompt',
    decisionId: 'd-1',
    modality: 'keyboard',
    reason: 'below-prompt',
    trust: 41.5,
    withheld: null,
  },
  'session-locked': { by: 'system' },
  'code-passed': { driftSeconds: 0.5, method: 'authenticator', promptId: 'p-1' },
  'policy-refused': { message: 'Line 3: "a|b=c", \\ and \u2028 are not known.', source: 'local' },
};
const recordAt = (seq: number): AuditRecord => {
  const kind = KINDS[seq % KINDS.length] ?? 'decision';
  return { seq, at: timeOf(seq), kind, body: BODIES[kind] };
};

export const exportLog = ({
  format,
  records,
  kinds = [],
  sealEvery = 10,
  hostname = null,
}: ExportedLogOptions): ExportedLog => {
  const source: AuditSource = {
    machine: '3f0c2a7e-6d55-4c0b-9f0e-2b8a1c4d5e6f',
    user: 'c0ffee'.repeat(10),
    hostname,
    version: '0.1.0',
  };
  const filter: AuditFilter = { kinds: [...kinds], from: null, to: null, text: '' };
  const { line, head, ending } = FORMATS[format];
  const claim = { format, source, filter, first: 1, last: records };
  const proof: ProofLine[] = [{ head: { type: 'samehand-audit-proof', version: 1, ...claim } }];
  const lines = head(source) === '' ? [] : [head(source)];

  let seed: Uint8Array = new Uint8Array(32).fill(7);
  let key = signingKey(seed);
  const root = key.publicKey;
  let link = firstLink(sha256, root);
  let number = 0;
  const seal = (seq: number): void => {
    seed = nextSeed(seed);
    const next = signingKey(seed);
    const unsigned: Omit<Seal, 'signature'> = {
      chain: 0,
      number,
      seq,
      at: timeOf(seq),
      link: base64(link),
      key: base64(key.publicKey),
      next: base64(next.publicKey),
    };
    proof.push({ seal: { ...unsigned, signature: base64(key.sign(sealMessage(unsigned))) } });
    key = next;
    number += 1;
  };

  const digest = createHash('sha256');
  let exported = 0;
  let stretch: { readonly record: AuditRecord; readonly leaf: Uint8Array }[] = [];
  const closeStretch = (seq: number): void => {
    const isIn = ({ record }: (typeof stretch)[number]): boolean => kinds.length === 0 || kinds.includes(record.kind);
    if (stretch.some(isIn)) {
      for (const each of stretch) {
        if (isIn(each)) continue;
        const last = proof.at(-1);
        const isNext =
          last !== undefined && 'omitted' in last && last.omitted.from + last.omitted.leaves.length === each.record.seq;
        if (isNext) last.omitted.leaves.push(base64(each.leaf));
        else proof.push({ omitted: { from: each.record.seq, leaves: [base64(each.leaf)] } });
      }
    }
    for (const { record, leaf } of stretch.filter(isIn)) {
      lines.push(line(record, source));
      digest.update(leaf);
      exported += 1;
    }
    stretch = [];
    seal(seq);
  };

  seal(0);
  for (let seq = 1; seq <= records; seq += 1) {
    const record = recordAt(seq);
    const leaf = leafOf(sha256, textOf(record));
    link = linkOf(sha256, link, leaf);
    stretch.push({ record, leaf });
    if (seq % sealEvery === 0 || seq === records) closeStretch(seq);
  }
  const statement: ExportStatement = {
    ...claim,
    records: exported,
    digest: digest.digest('base64'),
    at: timeOf(records),
  };
  proof.push({
    end: { statement, key: base64(key.publicKey), signature: base64(key.sign(statementMessage(statement))) },
  });
  return {
    text: lines.map((each) => each + ending).join(''),
    proof: proof.map((each) => `${canonicalJson(each)}\n`).join(''),
    root: rootKeyText(root),
    records: exported,
  };
};
