/** Reads a log by filtering all of it: for one in memory, which is small. */
import type { AuditFilter } from '../../contract/audit-reading.ts';
import type { AuditRecord } from '../../contract/audit.ts';
import type { AuditLog } from './audit-log.ts';
import { canonicalJson } from './canonical-json.ts';
import { matcherOf } from './filter.ts';
import { MOST_AFTER, type AuditReading } from './reading.ts';
import type { AuditRow } from './record-row.ts';
import { createFaultList, verifySequence } from './verify-sequence.ts';

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
      const last = rows.at(-1)?.seq ?? 0;
      const steps = verifySequence([{ type: 'rows', rows }], last, faults);
      let step = steps.next();
      while (step.done !== true) step = steps.next();
      onProgress(last, last);
      const faultCount = faults.count();
      return Promise.resolve({ ok: faultCount === 0, ...step.value, faults: faults.listed(), faultCount });
    },
    after: (filter, afterSeq, limit) => {
      const found = matching(all(), filter);
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
        oldestAt: records[0]?.at ?? null,
        newestAt: records.at(-1)?.at ?? null,
      });
    },
    close: () => Promise.resolve(),
  };
};
