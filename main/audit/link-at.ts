/** The link of the hash chain at a record. */
import { firstLink, recordText } from '../audit-proof/chain.ts';
import type { Database } from '../store/database.ts';
import { bytesOfHex, hexOf, leafHexOf, linkHexOf } from './chain-hash.ts';
import type { AuditRow } from './record-row.ts';
import { sha256 } from './signing-key.ts';

/** As it is stored; for a record that was written before there was a chain, recomputed from the first on. */
export const linkAt = (db: Database, seq: number): Uint8Array => {
  const stored = db.prepare<[number], Uint8Array | null>('SELECT link FROM records WHERE seq = ?').pluck().get(seq);
  if (stored !== undefined && stored !== null) return stored;
  const root = db.prepare<[], Uint8Array>('SELECT key FROM seals ORDER BY chain, number LIMIT 1').pluck().get();
  const rows = db
    .prepare<[number], AuditRow>('SELECT seq, at, kind, body FROM records WHERE seq <= ? ORDER BY seq')
    .iterate(seq);
  let link = hexOf(firstLink(sha256, root ?? new Uint8Array(32)));
  for (const row of rows) link = linkHexOf(link, leafHexOf(recordText(row)));
  return bytesOfHex(link);
};
