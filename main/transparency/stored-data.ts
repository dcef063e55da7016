/** All that is stored about the employee, counted by kind. */
import type { KnownNetwork } from '../../contract/context.ts';
import type { Policy } from '../../contract/policy.ts';
import type { StoredData, StoredKind } from '../../contract/stored-data.ts';
import type { Facts } from '../access/facts.ts';
import type { AuditReading } from '../audit/reading.ts';
import type { EnginePort } from '../engine/port.ts';
import { readSetUp } from '../step-up/set-up.ts';
import { CONSENT } from './consent.ts';
import { ERASURE } from './erasure-request.ts';

export interface StoredDataPorts {
  readonly facts: Facts;
  readonly policy: () => Policy;
  readonly reading: Pick<AuditReading, 'extent'>;
  readonly engine: () => Pick<EnginePort, 'stored'>;
  readonly networks: () => readonly KnownNetwork[];
  /** Of all databases, on the disk. */
  readonly storedBytes: () => number;
}

const MOST_SESSIONS = 400;

/** Kept until it is reset or erased, where no days are given. */
const kept = (kind: StoredKind['kind'], times: readonly string[], keptDays: number | null = null): StoredKind => {
  const sorted = [...times].sort();
  return { kind, records: times.length, oldestAt: sorted[0] ?? null, newestAt: sorted.at(-1) ?? null, keptDays };
};

const setUpTimes = (facts: Facts): readonly string[] => {
  const { authenticator, email } = readSetUp(facts);
  return [authenticator?.enrolledAt, email?.confirmedAt].flatMap((at) => (at === undefined ? [] : [at]));
};

export const readStoredData = async (ports: StoredDataPorts): Promise<StoredData> => {
  const { facts, reading } = ports;
  const [byEngine, audit] = await Promise.all([ports.engine().stored(MOST_SESSIONS), reading.extent()]);
  const consent = facts.get(CONSENT);
  const { auditDays, networkDays } = ports.policy().retention;
  return {
    user: byEngine.user,
    kinds: [
      ...byEngine.kinds,
      { kind: 'audit', ...audit, keptDays: auditDays },
      kept('step-up', setUpTimes(facts)),
      kept(
        'networks',
        ports.networks().map(({ firstSeenAt }) => firstSeenAt),
        networkDays,
      ),
      kept('consent', consent === null ? [] : [consent.at]),
    ],
    bytes: ports.storedBytes(),
    sessions: [...byEngine.sessions],
    erasureRequestedAt: facts.get(ERASURE)?.requestedAt ?? null,
  };
};
