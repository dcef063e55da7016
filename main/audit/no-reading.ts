/** The reading of a log that is not kept: it has no records. */
import { CodedError } from '../../contract/result.ts';
import type { AuditReading } from './reading.ts';

export const NO_AUDIT_READING: AuditReading = {
  query: (_filter, offset) => Promise.resolve({ total: 0, offset, records: [] }),
  verify: () =>
    Promise.resolve({
      ok: true,
      records: 0,
      firstSeq: 0,
      lastSeq: 0,
      faults: [],
      faultCount: 0,
      seals: 0,
      sealedSeq: 0,
      root: null,
    }),
  record: () => Promise.resolve(null),
  proof: () =>
    Promise.reject(new CodedError('storage-unavailable', 'No audit log is kept here. Ask the agent that keeps one.')),
  after: () => Promise.resolve({ total: 0, records: [] }),
  between: () => Promise.resolve([]),
  extent: () => Promise.resolve({ records: 0, firstSeq: 0, lastSeq: 0, oldestAt: null, newestAt: null }),
  close: () => Promise.resolve(),
};
