/** Hands an employee all that is stored about them, as one JSON document. */
import type { AuditEvent } from '../../contract/audit.ts';
import type { ConsentState } from '../../contract/consent.ts';
import type { KnownNetwork } from '../../contract/context.ts';
import type { Policy } from '../../contract/policy.ts';
import { err, ok } from '../../contract/result.ts';
import type { StoredData } from '../../contract/stored-data.ts';
import type { Facts } from '../access/facts.ts';
import { policyForAudit } from '../audit/policy-for-audit.ts';
import type { Handlers } from '../control/dispatch.ts';
import { FEATURES } from '../engine/learner.ts';
import type { EnginePort } from '../engine/port.ts';
import type { Exports } from '../export/exports.ts';
import type { Authority } from '../roles/authority.ts';
import { readSetUp } from '../step-up/set-up.ts';
import { COUNTED_KINDS, dataLists, type DataDocumentPorts } from './data-document.ts';
import { documentPieces } from './document-pieces.ts';
import { isoSeconds } from './iso-seconds.ts';

export interface DataExportPorts extends DataDocumentPorts {
  readonly facts: Facts;
  readonly policy: () => Policy;
  readonly exports: Pick<Exports, 'begin'>;
  readonly engine: () => EnginePort;
  readonly require: Authority['require'];
  readonly isDoubting: () => boolean;
  readonly networks: () => readonly KnownNetwork[];
  readonly consent: () => ConsentState;
  readonly show: () => Promise<StoredData>;
  readonly audit: (event: AuditEvent) => void;
}

const DOUBTING = 'The agent doubts whose hands these are. This is possible again once trust is back.';
/** Of the document; counts up when a program that reads it must know of a change. */
const VERSION = 1;

const featuresOf = (modality: keyof typeof FEATURES) => FEATURES[modality].map(({ name, unit }) => ({ name, unit }));

/** Neither codes nor what they are made from, nor hashes of passphrases. */
const fieldsOf = async (ports: DataExportPorts, stored: StoredData): Promise<Readonly<Record<string, unknown>>> => {
  const { authenticator, email, recoveryCodesLeft } = readSetUp(ports.facts);
  return {
    format: 'samehand-my-data',
    version: VERSION,
    exportedAt: isoSeconds(ports.now()),
    user: stored.user,
    kinds: stored.kinds,
    bytes: stored.bytes,
    erasureRequestedAt: stored.erasureRequestedAt,
    consent: ports.consent(),
    stepUp: { authenticatorSince: authenticator?.enrolledAt ?? null, email, recoveryCodesLeft },
    networks: ports.networks(),
    policy: policyForAudit(ports.policy()),
    profile: await ports.engine().profile(),
    versions: await ports.engine().versions(),
    features: { keyboard: featuresOf('keyboard'), pointer: featuresOf('pointer') },
  };
};

export const createDataExport = (ports: DataExportPorts): Pick<Handlers, 'data.export'> => ({
  'data.export': async ({ grant }) => {
    const by = ports.require('code', grant);
    if (!by.ok) return by;
    // Where nothing had to be proved, it may be anybody.
    if (by.value === 'user' && ports.isDoubting()) return err('not-allowed', DOUBTING);
    const stored = await ports.show();
    const fields = await fieldsOf(ports, stored);
    const counted = stored.kinds.filter(({ kind }) => COUNTED_KINDS.includes(kind));
    const total = counted.reduce((sum, { records }) => sum + records, 1);
    ports.audit({ kind: 'data-exported', body: { by: by.value } });
    const fileName = `samehand-my-data-${isoSeconds(ports.now()).slice(0, 10)}.json`;
    return ok(ports.exports.begin({ fileName, total, pieces: documentPieces(fields, dataLists(ports), total) }));
  },
});
