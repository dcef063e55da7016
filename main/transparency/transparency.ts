/** What employees see of themselves, and can object to. */
import type { AuditEvent } from '../../contract/audit.ts';
import type { KnownNetwork } from '../../contract/context.ts';
import type { Policy } from '../../contract/policy.ts';
import { ok } from '../../contract/result.ts';
import type { AccessStore } from '../access/access-store.ts';
import type { Facts } from '../access/facts.ts';
import type { AuditReading } from '../audit/reading.ts';
import type { Handlers } from '../control/dispatch.ts';
import type { EnginePort } from '../engine/port.ts';
import type { Exports } from '../export/exports.ts';
import type { ProfileVault } from '../privacy/profile-vault.ts';
import { createRenewal, type Renewal } from '../privacy/renewal.ts';
import type { Authority } from '../roles/authority.ts';
import { createConsent, type Consent } from './consent.ts';
import { createDataExport } from './data-export.ts';
import { createDoubts } from './doubts.ts';
import { createErasure } from './erasure.ts';
import { createHistory } from './history.ts';
import { readStoredData } from './stored-data.ts';

export interface TransparencyPorts {
  readonly facts: Facts;
  /** Of the access database that the facts are in. */
  readonly scrub: AccessStore['scrub'];
  readonly vault: Pick<ProfileVault, 'renew'>;
  readonly newId: () => string;
  readonly policy: () => Policy;
  readonly reading: AuditReading;
  readonly exports: Exports;
  readonly engine: () => EnginePort;
  readonly require: Authority['require'];
  readonly hasAdministrator: () => boolean;
  readonly isDoubting: () => boolean;
  readonly networks: () => readonly KnownNetwork[];
  readonly forgetNetworks: (by: string) => void;
  readonly storedBytes: () => number;
  /** Throws when it cannot be written. */
  readonly record: (event: AuditEvent) => void;
  readonly audit: (event: AuditEvent) => void;
  readonly now: () => number;
  readonly onConsent: () => void;
  readonly onForgotten: () => void;
}

type Calls = Pick<
  Handlers,
  | 'consent.show'
  | 'consent.answer'
  | 'history.show'
  | 'doubts.list'
  | 'doubts.claim'
  | 'data.show'
  | 'data.export'
  | 'erasure.request'
  | 'erasure.withdraw'
  | 'erasure.carry-out'
  | 'template.renew'
>;

export interface Transparency {
  readonly consent: Consent;
  readonly renewal: Renewal;
  readonly calls: Calls;
}

export const createTransparency = (ports: TransparencyPorts): Transparency => {
  const consent = createConsent({ ...ports, onChange: ports.onConsent });
  const doubts = createDoubts(ports);
  const show = () => readStoredData(ports);
  const renewal = createRenewal({ ...ports, access: ports });
  return {
    consent,
    renewal,
    calls: {
      ...consent.calls,
      ...createHistory(ports),
      ...doubts.calls,
      ...createErasure({ ...ports, renewal, show }),
      ...createDataExport({ ...ports, doubts: doubts.all, consent: consent.state, show }),
      'data.show': async () => ok(await show()),
    },
  };
};
