/** The employee asks for everything to be erased; an administrator carries it out. */
import { z } from 'zod';
import type { AuditEvent } from '../../contract/audit.ts';
import type { StoredData } from '../../contract/stored-data.ts';
import { err, ok } from '../../contract/result.ts';
import type { Fact, Facts } from '../access/facts.ts';
import type { Handlers } from '../control/dispatch.ts';
import type { EnginePort } from '../engine/port.ts';
import type { Authority } from '../roles/authority.ts';
import { isoSeconds } from './iso-seconds.ts';

const requestSchema = z.strictObject({ requestedAt: z.string() });
export const ERASURE: Fact<z.infer<typeof requestSchema>> = { name: 'erasure', schema: requestSchema };

export interface ErasurePorts {
  readonly facts: Facts;
  readonly engine: () => Pick<EnginePort, 'erase'>;
  readonly require: Authority['require'];
  readonly hasAdministrator: () => boolean;
  readonly isDoubting: () => boolean;
  readonly forgetNetworks: (by: string) => void;
  readonly show: () => Promise<StoredData>;
  readonly audit: (event: AuditEvent) => void;
  readonly now: () => number;
  /** Nothing is left of what was learned. */
  readonly onForgotten: () => void;
}

const DOUBTING = 'The agent doubts whose hands these are. This is possible again once trust is back.';

export const createErasure = (
  ports: ErasurePorts,
): Pick<Handlers, 'erasure.request' | 'erasure.withdraw' | 'erasure.carry-out'> => {
  const { facts, audit, show } = ports;
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
    'erasure.carry-out': async ({ grant }) => {
      if (ports.isDoubting()) return err('not-allowed', DOUBTING);
      const by = ports.require(ports.hasAdministrator() ? 'administrator' : 'code', grant);
      if (!by.ok) return by;
      const removedWindows = await ports.engine().erase();
      ports.onForgotten();
      ports.forgetNetworks(by.value);
      facts.set(ERASURE, null);
      audit({ kind: 'erasure-done', body: { by: by.value, removedWindows } });
      return ok(await show());
    },
  };
};
