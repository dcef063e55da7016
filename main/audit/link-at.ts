/** The link of the hash chain at a record. */
import { firstLink, recordText } from '../audit-proof/chain.ts';
import type { Database } from '../store/database.ts';
import { nodeLeafOf, nodeLinkOf } from './chain-hash.ts';
import type { LinkedRow } from './record-rows.ts';
import { sha256 } from './signing-key.ts';

/** As it is stored; for a record that was written before there was a chain, recomputed from the first on. */
export const linkAt = (db: Database, seq: number): Uint8Array => {
  const stored = db.prepare<[number], Uint8Array | null>('SELECT link FROM records WHERE seq = ?').pluck().get(seq);
  if (stored !== undefined && stored !== null) return stored;
  const root = db.prepare<[], Uint8Array>('SELECT key FROM seals ORDER BY chain, number LIMIT 1').pluck().get();
  const rows = db
    .prepare<[number], LinkedRow>('SELECT seq, at, kind, body, link FROM records WHERE seq <= ? ORDER BY seq')
    .iterate(seq);
  let link = root === undefined ? new Uint8Array(32) : firstLink(sha256, root);
  for (const row of rows) link = nodeLinkOf(link, nodeLeafOf(recordText(row)));
  return link;
};
