/** Trust in networks: it grows with sessions in which the user was verified, and is confirmed by a code. */
import { createHmac } from 'node:crypto';
import { z } from 'zod';
import type { AuditEvent } from '../../contract/audit.ts';
import type { KnownNetwork } from '../../contract/context.ts';
import type { Policy } from '../../contract/policy.ts';
import { err, ok, type Result } from '../../contract/result.ts';
import type { Fact, Facts } from '../access/facts.ts';

/** Most networks that are remembered; the longest unseen goes, trusted ones last. */
const MOST_NETWORKS = 50;
/** Of a network that had all its sessions and waits for its confirmation. */
const UNCONFIRMED_SCORE = 0.8;
const ID_LETTERS = 8;

const storedSchema = z.strictObject({
  /** HMAC-SHA256 of what identifies it, hex. */
  hash: z.string().length(64),
  firstSeen: z.number(),
  lastSeen: z.number(),
  sessions: z.number().int().nonnegative(),
  trusted: z.boolean(),
});
type Stored = z.infer<typeof storedSchema>;
const NETWORKS: Fact<Stored[]> = { name: 'context.networks', schema: z.array(storedSchema) };

export interface NetworkTrust {
  /** What the platform says now; null: no network. */
  seen(identity: string | null): void;
  /** The user was verified in this session. The caller says so once a session. */
  sessionVerified(): void;
  current(): KnownNetwork | null;
  known(): readonly KnownNetwork[];
  confirm(by: string): Result<KnownNetwork>;
  forget(id: string, by: string): Result<null>;
}

export interface NetworkTrustPorts {
  readonly facts: Facts;
  /** Key of the hashes. */
  readonly secret: Uint8Array;
  readonly policy: () => Policy;
  /** Ms since 1970. */
  readonly now: () => number;
  readonly audit: (event: AuditEvent) => void;
}

const idOf = ({ hash }: Stored): string => hash.slice(0, ID_LETTERS);

export const createNetworkTrust = ({ facts, secret, policy, now, audit }: NetworkTrustPorts): NetworkTrust => {
  let networks: readonly Stored[] = facts.get(NETWORKS) ?? [];
  let currentHash: string | null = null;

  const isEnough = ({ sessions }: Stored): boolean => sessions >= policy().network.sessionsToTrust;
  const scoreOf = (network: Stored): number =>
    network.trusted ? 1 : UNCONFIRMED_SCORE * Math.min(1, network.sessions / policy().network.sessionsToTrust);
  const shown = (network: Stored): KnownNetwork => ({
    id: idOf(network),
    firstSeenAt: new Date(network.firstSeen).toISOString(),
    lastSeenAt: new Date(network.lastSeen).toISOString(),
    verifiedSessions: network.sessions,
    trusted: network.trusted,
    awaitsConfirmation: !network.trusted && isEnough(network),
    score: scoreOf(network),
  });
  const find = (): Stored | null => networks.find(({ hash }) => hash === currentHash) ?? null;

  const save = (next: readonly Stored[]): void => {
    const kept = [...next]
      .sort((a, b) => Number(b.trusted) - Number(a.trusted) || b.lastSeen - a.lastSeen)
      .slice(0, MOST_NETWORKS);
    facts.set(NETWORKS, kept);
    networks = kept;
  };
  const change = (hash: string, to: (network: Stored) => Stored): void => {
    save(networks.map((network) => (network.hash === hash ? to(network) : network)));
  };
  const trust = (network: Stored, by: string): void => {
    change(network.hash, (each) => ({ ...each, trusted: true }));
    audit({ kind: 'network-trusted', body: { network: idOf(network), by } });
  };

  return {
    seen: (identity) => {
      const hash = identity === null ? null : createHmac('sha256', secret).update(identity).digest('hex');
      if (hash === currentHash) return;
      currentHash = hash;
      if (hash !== null) {
        const at = now();
        const isKnown = networks.some((network) => network.hash === hash);
        const fresh = { hash, firstSeen: at, lastSeen: at, sessions: 0, trusted: false };
        if (isKnown) change(hash, (network) => ({ ...network, lastSeen: at }));
        else save([...networks, fresh]);
      }
      const found = find();
      audit({
        kind: 'network-changed',
        body: { network: found === null ? null : idOf(found), score: found === null ? null : scoreOf(found) },
      });
    },
    sessionVerified: () => {
      const found = find();
      if (found === null) return;
      change(found.hash, (each) => ({ ...each, sessions: each.sessions + 1, lastSeen: now() }));
      const after = find();
      if (after !== null && !after.trusted && isEnough(after) && policy().network.confirm === 'nothing') {
        trust(after, 'sessions');
      }
    },
    current: () => {
      const found = find();
      return found === null ? null : shown(found);
    },
    known: () => networks.map(shown),
    confirm: (by) => {
      const found = find();
      if (found === null) return err('not-found', 'The machine is in no network that it could tell from others.');
      if (!isEnough(found) && by !== 'administrator') {
        const missing = String(policy().network.sessionsToTrust - found.sessions);
        return err('not-allowed', `This network takes ${missing} more verified sessions, or an administrator.`);
      }
      if (!found.trusted) trust(found, by);
      return ok(shown(find() ?? found));
    },
    forget: (id, by) => {
      const found = networks.find((network) => idOf(network) === id);
      if (found === undefined) return err('not-found', `There is no network ${id}. See: samehand network show`);
      save(networks.filter((network) => network !== found));
      if (found.hash === currentHash) currentHash = null;
      audit({ kind: 'network-forgotten', body: { network: id, by } });
      return ok(null);
    },
  };
};
