/** The records that a history is made of. */
import { AUDIT_PAGE } from '../../contract/audit-reading.ts';
import type { AuditKind, AuditRecord } from '../../contract/audit.ts';
import type { AuditReading } from '../audit/reading.ts';
import { newestRecords } from './newest-records.ts';
import { UNSEEN_KINDS } from './unseen-reasons.ts';

type Reading = Pick<AuditReading, 'between' | 'extent' | 'query'>;

const SECOND_MS = 1_000;
/** Records of one run of the agent, of which the last ones tell what was so. */
const ENOUGH = 5_000;
const ACCOMMODATION: readonly AuditKind[] = ['accommodation-began', 'accommodation-ended'];

/** All of these kinds between two times (ms since 1970), both included, oldest first. */
export const recordsBetween = async (
  reading: Pick<Reading, 'between' | 'extent'>,
  kinds: readonly AuditKind[],
  from: number,
  to: number,
): Promise<readonly AuditRecord[]> => {
  let records: readonly AuditRecord[] = [];
  for await (const chunk of newestRecords(reading, kinds, to, Math.max(SECOND_MS, to - from))) {
    records = [...chunk.records, ...records];
    if (chunk.from <= from) break;
  }
  return records.filter(({ at }) => Date.parse(at) >= from);
};

/** Accommodations outlive the agent, and for a year: the newest of them are asked for by themselves. */
const lastAccommodation = async (reading: Reading, at: number): Promise<AuditRecord | undefined> => {
  const filter = { kinds: [...ACCOMMODATION], from: null, to: null, text: '' };
  const { records } = await reading.query(filter, 0, AUDIT_PAGE);
  return records.find((record) => Date.parse(record.at) < at);
};

/** What was so at a time, a whole second in ms since 1970: the records from the last start or end of the agent before it on, and the last accommodation. */
export const stateBefore = async (reading: Reading, at: number): Promise<readonly AuditRecord[]> => {
  const accommodation = await lastAccommodation(reading, at);
  let records: readonly AuditRecord[] = [];
  for await (const chunk of newestRecords(reading, UNSEEN_KINDS, at - SECOND_MS)) {
    records = [...chunk.records, ...records];
    const last = records.findLastIndex(({ kind }) => kind === 'agent-started' || kind === 'agent-stopped');
    if (last !== -1) records = records.slice(last);
    if (last !== -1 || records.length >= ENOUGH) break;
  }
  const isKnown = accommodation === undefined || records.some(({ seq }) => seq === accommodation.seq);
  return isKnown ? records : [accommodation, ...records];
};
