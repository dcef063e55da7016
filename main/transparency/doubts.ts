/** Every doubt there was, what became of it, and "that was me". */
import type { AuditEvent, AuditRecord } from '../../contract/audit.ts';
import type { Doubt, Doubts } from '../../contract/history.ts';
import { CodedError, err, ok } from '../../contract/result.ts';
import type { AuditReading } from '../audit/reading.ts';
import type { Handlers } from '../control/dispatch.ts';
import type { Authority } from '../roles/authority.ts';
import { DOUBT_KINDS, doubtsIn, type LoggedDoubt } from './doubt-log.ts';
import { newestRecords } from './newest-records.ts';

export interface DoubtPorts {
  readonly reading: Pick<AuditReading, 'between' | 'extent'>;
  readonly require: Authority['require'];
  readonly isDoubting: () => boolean;
  readonly audit: (event: AuditEvent) => void;
  readonly now: () => number;
}

const DAY_MS = 86_400_000;
const MOST_DOUBTS = 500;
const COUNTED_MS = 30 * DAY_MS;
/** As records are of a clock that may have been set back. */
const AHEAD_MS = DAY_MS;

const DOUBTING = 'The agent doubts whose hands these are. This is possible again once trust is back.';
const UNKNOWN = 'There is no such doubt any more. Refresh the list.';
const UNWRITTEN = 'It could not be written into the audit log. See: samehand doctor';

const isFalseAlarm = ({ outcome, claimedAt }: Doubt): boolean => outcome === 'passed' || claimedAt !== null;

export interface AllDoubts {
  /** Of the whole log, oldest first. */
  readonly all: () => Promise<readonly Doubt[]>;
  readonly calls: Pick<Handlers, 'doubts.list' | 'doubts.claim'>;
}

export const createDoubts = (ports: DoubtPorts): AllDoubts => {
  const { reading, now, audit } = ports;
  /** Claims that are written already, or are being written. */
  const claimed = new Set<string>();

  /** Oldest first: those of the days that are counted, and before them until there are so many. */
  const read = async (most = MOST_DOUBTS): Promise<readonly LoggedDoubt[]> => {
    let records: readonly AuditRecord[] = [];
    for await (const chunk of newestRecords(reading, DOUBT_KINDS, now() + AHEAD_MS, COUNTED_MS + AHEAD_MS)) {
      records = [...chunk.records, ...records];
      if (chunk.from <= now() - COUNTED_MS && doubtsIn(records).length >= most) break;
    }
    return doubtsIn(records);
  };

  const list = (logged: readonly LoggedDoubt[]): Doubts => {
    const doubts = logged.map(({ doubt }) => doubt);
    const lately = doubts.filter(({ at }) => Date.parse(at) >= now() - COUNTED_MS);
    return {
      doubts: doubts.slice(-MOST_DOUBTS).reverse(),
      last30Days: { doubts: lately.length, falseAlarms: lately.filter(isFalseAlarm).length },
    };
  };

  const find = async (decisionId: string): Promise<Doubt | null> =>
    (await read()).find(({ decisionIds }) => decisionIds.includes(decisionId))?.doubt ?? null;

  /** Nothing is learned by it: whoever has a code once could teach the agent their own hands. */
  const claim = async (decisionId: string, by: string): Promise<void> => {
    if (!claimed.has(decisionId)) {
      claimed.add(decisionId);
      audit({ kind: 'doubt-claimed', body: { decisionId, by } });
    }
    if ((await find(decisionId))?.claimedAt !== null) return;
    claimed.delete(decisionId);
    throw new CodedError('storage-unavailable', UNWRITTEN);
  };

  const calls: AllDoubts['calls'] = {
    'doubts.list': async () => ok(list(await read())),
    'doubts.claim': async ({ decisionId, grant }) => {
      if (ports.isDoubting()) return err('not-allowed', DOUBTING);
      const doubt = await find(decisionId);
      if (doubt === null) return err('not-found', UNKNOWN);
      if (doubt.claimedAt === null) {
        const by = ports.require('code', grant);
        if (!by.ok) return by;
        await claim(doubt.decisionId, by.value);
      }
      return ok(list(await read()));
    },
  };
  return { all: async () => (await read(Infinity)).map(({ doubt }) => doubt), calls };
};
