/** The agent's services around what is kept: forwarding and retention of the log, archives of the profile, documents. */
import type { AuditSource } from '../contract/audit-proof.ts';
import type { AuditEvent } from '../contract/audit.ts';
import type { Policy } from '../contract/policy.ts';
import { unwrap } from '../contract/result.ts';
import type { AgentPorts } from './agent-ports.ts';
import { createBackup } from './backup/backup-calls.ts';
import type { Context } from './context/context.ts';
import type { Handlers } from './control/dispatch.ts';
import type { EnginePort } from './engine/port.ts';
import type { Exports } from './export/exports.ts';
import { createForwarding } from './forwarding/forwarding.ts';
import { createPrivacyDocuments } from './privacy/documents.ts';
import { createRetention } from './privacy/retention.ts';
import type { Authority } from './roles/authority.ts';
import type { Transparency } from './transparency/transparency.ts';

export interface KeepingHooks {
  readonly policy: () => Policy;
  readonly source: () => AuditSource;
  /** Throws when it cannot be written. */
  readonly record: (event: AuditEvent) => void;
  readonly audit: (event: AuditEvent) => void;
  readonly isDoubting: () => boolean;
  readonly engine: () => EnginePort;
  readonly authority: Authority;
  readonly context: Pick<Context, 'forgetUnseenNetworks'>;
  readonly transparency: Pick<Transparency, 'calls' | 'consent'>;
  readonly exports: Exports;
  /** Another profile is in force. */
  readonly onRestored: () => void;
}

export interface Keeping {
  readonly calls: Pick<
    Handlers,
    'backup.create' | 'backup.check' | 'backup.restore' | 'forwarding.show' | 'forwarding.test' | 'privacy.document'
  >;
  /** A record was written. */
  appended(kind: AuditEvent['kind']): void;
  /** The policy may have changed. */
  configure(): void;
  start(): void;
  close(): Promise<void>;
}

/** After these a receiver may be reached that was not before. */
const HOPEFUL: ReadonlySet<AuditEvent['kind']> = new Set(['secret-changed', 'system-resumed']);

/** Names the machine as the network does where the policy lets it. */
export const sourceOf = ({ machine, user, hostname, version }: AgentPorts, policy: Policy): AuditSource => ({
  machine,
  user: user(),
  hostname: policy.forwarding.hostname ? hostname : null,
  version,
});

export const createKeeping = (ports: AgentPorts, hooks: KeepingHooks): Keeping => {
  const { policy, authority, transparency } = hooks;
  const forwarding = createForwarding({
    ...ports,
    ...hooks,
    facts: ports.access.facts,
    require: authority.require,
  });
  const retention = createRetention({
    ...ports,
    policy,
    trimAudit: ports.log.trim,
    minDelivered: forwarding.minDelivered,
    forgetNetworks: hooks.context.forgetUnseenNetworks,
    audit: hooks.audit,
  });
  const backup = createBackup({ ...ports, ...hooks, ...authority });
  const documents = createPrivacyDocuments({
    ...ports,
    view: ports.policies.view,
    engine: hooks.engine,
    stored: async () => unwrap(await transparency.calls['data.show']({})),
    doubts: async () => unwrap(await transparency.calls['doubts.list']({})),
    consent: transparency.consent.state,
    exports: hooks.exports,
  });
  return {
    calls: { ...backup, ...forwarding.calls, ...documents },
    appended: (kind) => {
      forwarding.appended();
      if (HOPEFUL.has(kind)) forwarding.retry();
    },
    configure: forwarding.configure,
    start: retention.start,
    close: async () => {
      retention.stop();
      await Promise.all([forwarding.close(), ports.archives.close()]);
    },
  };
};
