/**
 * The erasure of all that was learned, and the renewal of the template, which is the same but for the request that it
 * answers. Either nothing of it is done, or all of it, if need be by the next start.
 */
import { z } from 'zod';
import type { AuditEvent } from '../../contract/audit.ts';
import { CodedError, unwrap } from '../../contract/result.ts';
import type { AccessStore } from '../access/access-store.ts';
import type { Fact } from '../access/facts.ts';
import { carryOut } from '../audit/operation.ts';
import type { Voucher } from '../engine/anchoring.ts';
import type { EnginePort } from '../engine/port.ts';
import { ERASURE } from '../transparency/erasure-request.ts';
import type { ProfileVault } from './profile-vault.ts';

const renewalSchema = z.strictObject({
  operation: z.enum(['erase', 'renew-template']),
  operationId: z.string(),
  by: z.string(),
  /** Windows that were stored before. */
  windows: z.number(),
});
type Begun = z.infer<typeof renewalSchema>;
const RENEWAL: Fact<Begun> = { name: 'renewal', schema: renewalSchema };

export interface RenewalPorts {
  readonly access: Pick<AccessStore, 'facts' | 'scrub'>;
  readonly vault: Pick<ProfileVault, 'renew'>;
  readonly engine: () => Pick<EnginePort, 'stored' | 'anchor'>;
  readonly forgetNetworks: (by: string) => void;
  /** Throws when it cannot be written: then nothing is done. */
  readonly record: (event: AuditEvent) => void;
  /** Never throws. */
  readonly audit: (event: AuditEvent) => void;
  readonly newId: () => string;
  /** Nothing is left of what was learned. */
  readonly onForgotten: () => void;
}

export interface Renewal {
  /** @throws CodedError `key-unavailable` when nothing was done; any other: the next start finishes it. */
  carryOut(operation: Begun['operation'], by: string): Promise<void>;
  /** Whether an agent before this one was ended in the middle of it. */
  isUnfinished(): boolean;
  /**
   * Finishes that; to be called once the engine runs and before anything is judged. What the disk or the keychain does not
   * let it do is written down, and left to the start after.
   */
  finish(): Promise<void>;
}

const FINISHED = 'The agent was ended in between; this was finished when it started again.';

/** Who vouches for what is seen from then on: whoever proved to be the employee, or is free to start the agent afresh. */
const voucherOf = (by: string): Voucher => (by === 'employee' ? 'code' : by === 'user' ? 'start' : 'nobody');

export const createRenewal = (ports: RenewalPorts): Renewal => {
  const { access, vault, engine, audit } = ports;
  const { facts } = access;

  const storedWindows = async (): Promise<number> => {
    try {
      const { kinds } = await engine().stored(0);
      return kinds.find(({ kind }) => kind === 'windows')?.records ?? 0;
    } catch (cause) {
      // A database that cannot be read can be erased all the same; nobody knows then how much there was.
      if (cause instanceof CodedError) return 0;
      throw cause;
    }
  };

  const work = async ({ operation, by, windows }: Begun): Promise<void> => {
    await vault.renew();
    ports.onForgotten();
    ports.forgetNetworks(by);
    if (operation === 'erase') {
      facts.set(ERASURE, null);
      audit({ kind: 'erasure-done', body: { by, removedWindows: windows } });
    }
    facts.set(RENEWAL, null);
    unwrap(access.scrub());
  };

  return {
    carryOut: async (operation, by) => {
      const begun: Begun = { operation, operationId: ports.newId(), by, windows: await storedWindows() };
      await carryOut({ record: ports.record, audit, newId: () => begun.operationId }, operation, by, async () => {
        facts.set(RENEWAL, begun);
        try {
          await work(begun);
        } catch (cause) {
          if (cause instanceof CodedError && cause.code === 'key-unavailable') facts.set(RENEWAL, null);
          throw cause;
        }
        engine().anchor(voucherOf(by));
      });
    },
    isUnfinished: () => facts.get(RENEWAL) !== null,
    finish: async () => {
      const begun = facts.get(RENEWAL);
      if (begun === null) return;
      const { operationId, operation } = begun;
      const done = (ok: boolean, message: string): void => {
        audit({ kind: 'operation-done', body: { operationId, operation, ok, message } });
      };
      try {
        await work(begun);
      } catch (cause) {
        if (!(cause instanceof CodedError)) throw cause;
        done(false, cause.message);
        return;
      }
      done(true, FINISHED);
    },
  };
};
