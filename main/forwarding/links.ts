/** The hash chain's link goes out with the last record of each batch: an anchor that nobody on the machine can take back. */
import type { AuditRecord } from '../../contract/audit.ts';
import type { AuditReading } from '../audit/reading.ts';
import type { Outgoing } from './receiver.ts';

export type LinkReading = Pick<AuditReading, 'record'>;

export const withLinks = async (
  reading: LinkReading,
  records: readonly AuditRecord[],
): Promise<readonly Outgoing[]> => {
  const last = records.at(-1);
  const link = last === undefined ? null : ((await reading.record(last.seq))?.link ?? null);
  return records.map((record) => ({ record, link: record === last ? link : null }));
};
