/** Events as records that continue a hash chain. */
import type { AuditEvent } from '../../contract/audit.ts';
import { canonicalJson } from '../audit-proof/canonical-json.ts';
import { leafOf, linkOf, recordText, type ChainedRecord } from '../audit-proof/chain.ts';
import { sha256 } from './signing-key.ts';

export interface ChainEnd {
  readonly seq: number;
  readonly link: Uint8Array;
}

export type ChainedRow = ChainedRecord & ChainEnd;

/** Numbered from the one after `end`. `at`: asked once for each event; ISO 8601, to the second. */
export const chained = (end: ChainEnd, events: readonly AuditEvent[], at: () => string): readonly ChainedRow[] => {
  let { seq, link } = end;
  return events.map(({ kind, body }) => {
    seq += 1;
    const record = { seq, at: at(), kind, body: canonicalJson(body) };
    link = linkOf(sha256, link, leafOf(sha256, recordText(record)));
    return { ...record, link };
  });
};
