/** Reads a log by filtering all of it: for one in memory, which is small. Its chain is not looked at. */
import type { AuditFilter } from '../../contract/audit-reading.ts';
import type { AuditRecord } from '../../contract/audit.ts';
import { CodedError } from '../../contract/result.ts';
import type { AuditLog } from './audit-log.ts';
import { canonicalJson } from '../audit-proof/canonical-json.ts';
import { createFaultList } from './fault-list.ts';
import { matcherOf } from './filter.ts';
import { MOST_AFTER, type AuditReading } from './reading.ts';
import { recordFaults } from './record-faults.ts';
import type { AuditRow } from './record-row.ts';

const rowOf = ({ seq, at, kind, body }: AuditRecord): AuditRow => ({ seq, at, kind, body: canonicalJson(body) });

/** Oldest first. */
const matching = (records: readonly AuditRecord[], filter: AuditFilter): readonly AuditRecord[] => {
  const matches = matcherOf(filter);
  return records.filter((record) => matches(rowOf(record)));
};

export const createInMemoryReading = (log: Pick<AuditLog, 'list'>): AuditReading => {
  const all = (): readonly AuditRecord[] => log.list({ limit: Number.MAX_SAFE_INTEGER });
  return {
    query: (filter, offset, limit) => {
      const found = matching(all(), filter).toReversed();
      return Promise.resolve({ total: found.length, offset, records: found.slice(offset, offset + limit) });
    },
    verify: (onProgress) => {
      const rows = all().map(rowOf);
      const faults = createFaultList();
      rows.forEach((row, index) => {
        for (const { fault, message } of recordFaults(row, rows[index - 1] ?? null, false))
          faults.add(fault, row.seq, message);
      });
      const lastSeq = rows.at(-1)?.seq ?? 0;
      onProgress(lastSeq, lastSeq);
      return Promise.resolve({
        ok: faults.count() === 0,
        records: rows.length,
        firstSeq: rows[0]?.seq ?? 0,
        lastSeq,
        faults: faults.listed(),
        faultCount: faults.count(),
        seals: 0,
        sealedSeq: 0,
        root: null,
      });
    },
    record: () => Promise.resolve(null),
    proof: () =>
      Promise.reject(new CodedError('storage-unavailable', 'A log in memory proves nothing. Keep it on a disk.')),
    after: (filter, afterSeq, limit, upTo = Infinity) => {
      const found = matching(all(), filter).filter(({ seq }) => seq <= upTo);
      const records = found.filter(({ seq }) => seq > afterSeq).slice(0, Math.min(limit, MOST_AFTER));
      return Promise.resolve({ total: found.length, records });
    },
    between: (kinds, from, to, limit) =>
      Promise.resolve(
        kinds.length === 0
          ? []
          : matching(all(), { kinds: [...kinds], from, to, text: '' })
              .toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : a.seq - b.seq))
              .slice(0, limit),
      ),
    extent: () => {
      const records = all();
      return Promise.resolve({
        records: records.length,
        firstSeq: records[0]?.seq ?? 0,
        lastSeq: records.at(-1)?.seq ?? 0,
        oldestAt: records[0]?.at ?? null,
        newestAt: records.at(-1)?.at ?? null,
      });
    },
    close: () => Promise.resolve(),
  };
};
