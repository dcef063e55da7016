/** Trust in networks: it grows with sessions in which the user was verified, and is confirmed by a code. */
import { createHmac } from 'node:crypto';
import { z } from 'zod';
import type { AuditEvent } from '../../contract/audit.ts';
import type { KnownNetwork } from '../../contract/context.ts';
import type { Policy } from '../../contract/policy.ts';
import { CodedError, err, ok, type Result } from '../../contract/result.ts';
import type { Fact, Facts } from '../access/facts.ts';

/** Most networks that are remembered; the longest unseen goes, trusted ones later, the one the machine is in never. */
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
  /** The user was verified here. The caller says so once a session and network. */
  sessionVerified(): void;
  current(): KnownNetwork | null;
  known(): readonly KnownNetwork[];
  /** On the disk when it succeeds, as is what `forget` does. */
  confirm(by: string): Result<KnownNetwork>;
  forget(id: string, by: string): Result<null>;
  /** Forgets those that were not seen since a time in ms since 1970, but never the one the machine is in; answers how many. */
  forgetUnseen(before: number): number;
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

  const fitting = (next: readonly Stored[]): Stored[] =>
    [...next]
      .sort(
        (a, b) =>
          Number(b.hash === currentHash) - Number(a.hash === currentHash) ||
          Number(b.trusted) - Number(a.trusted) ||
          b.lastSeen - a.lastSeen,
      )
      .slice(0, MOST_NETWORKS);
  const store = (next: readonly Stored[]): void => {
    const kept = fitting(next);
    facts.set(NETWORKS, kept);
    networks = kept;
  };
  /** What was seen counts though the disk fails; the next change takes it there. */
  const note = (next: readonly Stored[]): void => {
    try {
      store(next);
    } catch (error) {
      if (!(error instanceof CodedError)) throw error;
      networks = fitting(next);
    }
  };
  /** What somebody asked for is done once it is on the disk. */
  const order = <T>(work: () => T): Result<T> => {
    try {
      return ok(work());
    } catch (error) {
      if (!(error instanceof CodedError)) throw error;
      return err(error.code, error.message);
    }
  };
  const changed = (hash: string, to: Partial<Stored>): Stored[] =>
    networks.map((network) => (network.hash === hash ? { ...network, ...to } : network));
  const tellTrusted = (network: Stored, by: string): void => {
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
        note(isKnown ? changed(hash, { lastSeen: at }) : [...networks, fresh]);
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
      const next = { ...found, sessions: found.sessions + 1, lastSeen: now() };
      const isTrustedNow = !found.trusted && isEnough(next) && policy().network.confirm === 'nothing';
      note(changed(found.hash, { ...next, trusted: found.trusted || isTrustedNow }));
      if (isTrustedNow) tellTrusted(next, 'sessions');
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
        return err(
          'not-allowed',
          `More verified sessions are needed in this network (${missing}), or an administrator.`,
        );
      }
      const trusted = { ...found, trusted: true };
      return order(() => {
        if (!found.trusted) {
          store(changed(found.hash, trusted));
          tellTrusted(found, by);
        }
        return shown(trusted);
      });
    },
    forgetUnseen: (before) => {
      const kept = networks.filter(({ hash, lastSeen }) => hash === currentHash || lastSeen >= before);
      const gone = networks.length - kept.length;
      if (gone > 0) store(kept);
      return gone;
    },
    forget: (id, by) => {
      const found = networks.find((network) => idOf(network) === id);
      if (found === undefined) return err('not-found', `There is no network ${id}. See: samehand network show`);
      return order(() => {
        store(networks.filter((network) => network !== found));
        // Looked at next, it is a strange one.
        if (found.hash === currentHash) currentHash = null;
        audit({ kind: 'network-forgotten', body: { network: id, by } });
        return null;
      });
    },
  };
};
