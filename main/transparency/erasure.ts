/** The employee asks for everything to be erased; an administrator carries it out, and renews the template likewise. */
import type { AuditEvent } from '../../contract/audit.ts';
import type { StoredData } from '../../contract/stored-data.ts';
import { err, ok, type Result } from '../../contract/result.ts';
import type { Facts } from '../access/facts.ts';
import type { Handlers } from '../control/dispatch.ts';
import type { Renewal } from '../privacy/renewal.ts';
import type { Authority } from '../roles/authority.ts';
import { ERASURE } from './erasure-request.ts';
import { isoSeconds } from './iso-seconds.ts';

export interface ErasurePorts {
  readonly facts: Facts;
  readonly renewal: Pick<Renewal, 'carryOut'>;
  readonly require: Authority['require'];
  readonly hasAdministrator: () => boolean;
  readonly isDoubting: () => boolean;
  readonly show: () => Promise<StoredData>;
  readonly audit: (event: AuditEvent) => void;
  readonly now: () => number;
}

const DOUBTING = 'The agent doubts whose hands these are. This is possible again once trust is back.';

export const createErasure = (
  ports: ErasurePorts,
): Pick<Handlers, 'erasure.request' | 'erasure.withdraw' | 'erasure.carry-out' | 'template.renew'> => {
  const { facts, audit, show } = ports;
  const carryOut = async (
    operation: Parameters<Renewal['carryOut']>[0],
    grant: string | undefined,
  ): Promise<Result<StoredData>> => {
    if (ports.isDoubting()) return err('not-allowed', DOUBTING);
    const by = ports.require(ports.hasAdministrator() ? 'administrator' : 'code', grant);
    if (!by.ok) return by;
    await ports.renewal.carryOut(operation, by.value);
    return ok(await show());
  };
  return {
    'erasure.request': async () => {
      if (facts.get(ERASURE) === null) {
        facts.set(ERASURE, { requestedAt: isoSeconds(ports.now()) });
        audit({ kind: 'erasure-requested', body: {} });
      }
      return ok(await show());
    },
    'erasure.withdraw': async () => {
      if (facts.get(ERASURE) !== null) {
        facts.set(ERASURE, null);
        audit({ kind: 'erasure-withdrawn', body: {} });
      }
      return ok(await show());
    },
    'erasure.carry-out': ({ grant }) => carryOut('erase', grant),
    'template.renew': ({ grant }) => carryOut('renew-template', grant),
  };
};
