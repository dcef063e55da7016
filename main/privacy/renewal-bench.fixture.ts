/** A renewal on a real vault, with a network that it is to forget. */
import type { AuditEvent } from '../../contract/audit.ts';
import { defaultPolicy } from '../../contract/policy.ts';
import { createNetworkTrust } from '../context/network-trust.ts';
import { networkSecret } from '../keys/derive.ts';
import { MASTER, type VaultBench } from '../live/vault-bench.fixture.ts';
import { createRenewal, type Renewal } from './renewal.ts';

/** @param written gets what is audited; @param isKilled dies once the template is new and the files are gone */
export const renewalOf = ({ access, opened, engine }: VaultBench, written: AuditEvent[], isKilled = false): Renewal => {
  const networks = createNetworkTrust({
    facts: access.facts,
    secret: networkSecret(MASTER),
    policy: defaultPolicy,
    now: () => 0,
    audit: () => undefined,
  });
  networks.seen('home');
  return createRenewal({
    access,
    vault: opened.vault,
    engine: () => engine,
    forgetNetworks: (by) => {
      if (isKilled) throw new Error('killed');
      for (const { id } of networks.known()) networks.forget(id, by);
    },
    record: (event) => written.push(event),
    audit: (event) => written.push(event),
    newId: () => 'operation-1',
    onForgotten: () => undefined,
  });
};
