/** One record with what proves it: its place in the chain, and the first seal that signs it. */
import { bytesToBase64 } from '../audit-proof/bytes.ts';
import { recordText } from '../audit-proof/chain.ts';
import type { Database } from '../store/database.ts';
import { bytesOfHex, leafHexOf } from './chain-hash.ts';
import { linkAt } from './link-at.ts';
import type { ProvedRecord } from './reading.ts';
import { recordOf, type AuditRow } from './record-row.ts';
import { sealOf, type SealRow } from './seal-rows.ts';

/** What it answers throws the driver's errors. */
export const createRecordProver = (db: Database): ((row: AuditRow) => ProvedRecord) => {
  const sealAfter = db.prepare<[number], SealRow>('SELECT * FROM seals WHERE seq >= ? ORDER BY chain, number LIMIT 1');
  return (row) => {
    const seal = sealAfter.get(row.seq);
    return {
      record: recordOf(row),
      leaf: bytesToBase64(bytesOfHex(leafHexOf(recordText(row)))),
      link: bytesToBase64(linkAt(db, row.seq)),
      seal: seal === undefined ? null : sealOf(seal),
    };
  };
};
