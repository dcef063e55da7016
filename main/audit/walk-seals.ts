/** All seals of a log in their order, some at a time. */
import type { Seal } from '../../contract/audit-proof.ts';
import type { Database } from '../store/database.ts';
import { sealOf, type SealRow } from './seal-rows.ts';

const BATCH = 500;

export interface SealPlace {
  readonly chain: number;
  readonly number: number;
}

/** From this one on. Throws the driver's error. */
export const walkSeals = function* (
  db: Database,
  from: SealPlace = { chain: 0, number: 0 },
): Generator<Seal, void, void> {
  const select = db.prepare<[number, number, number], SealRow>(
    'SELECT * FROM seals WHERE (chain, number) >= (?, ?) ORDER BY chain, number LIMIT ?',
  );
  let { chain, number } = from;
  for (;;) {
    const rows = select.all(chain, number, BATCH);
    for (const row of rows) yield sealOf(row);
    const last = rows.at(-1);
    if (last === undefined || rows.length < BATCH) return;
    ({ chain, number } = last);
    number += 1;
  }
};
