/** The calls on real stores, log, authority and engine, all in memory, on a clock that tests move. */
import type { AuditEvent } from '../../contract/audit.ts';
import { defaultPolicy, type Policy } from '../../contract/policy.ts';
import { CodedError, unwrap } from '../../contract/result.ts';
import { inBatches, sitting } from './simulated-input.ts';
import { openAccess, type AccessStore } from '../../main/access/access-store.ts';
import type { Facts } from '../../main/access/facts.ts';
import { openAuditLog, type AuditLog } from '../../main/audit/audit-log.ts';
import { createInMemoryReading } from '../../main/audit/in-memory-reading.ts';
import { createNetworkTrust, type NetworkTrust } from '../../main/context/network-trust.ts';
import { createEngine, type Engine } from '../../main/engine/engine.ts';
import { FEATURE_COUNTS } from '../../main/engine/learner.ts';
import { shippedPopulation } from '../../main/engine/population.ts';
import { createExports, type Exports } from '../../main/export/exports.ts';
import { createMemorySecrets } from '../../main/keys/memory-secrets.ts';
import { inProcessEngine } from '../../main/replay/in-process-engine.ts';
import { createAuthority, type Authority } from '../../main/roles/authority.ts';
import { openBehaviourStore } from '../../main/store/behaviour-store.ts';
import { IN_MEMORY } from '../../main/store/database.ts';
import { createTransparency, type Transparency } from '../../main/transparency/transparency.ts';

export const NINE = Date.UTC(2026, 0, 5, 9);
export const PASSPHRASE = 'a long passphrase';

/** What a test sets as it likes. */
export interface Circumstances {
  nowMs: number;
  policy: Policy;
  hasCodeMethod: boolean;
  isDoubting: boolean;
  /** The log takes nothing. */
  isLogBroken: boolean;
  /** A renewal cannot keep its keys. */
  isVaultLocked: boolean;
}

export interface Bench {
  readonly set: Circumstances;
  readonly transparency: Transparency;
  readonly calls: Transparency['calls'];
  readonly authority: Authority;
  readonly engine: Engine;
  readonly networks: NetworkTrust;
  readonly facts: Facts;
  readonly log: AuditLog;
  readonly exports: Exports;
  /** What the agent was told, in order. */
  readonly told: string[];
  /** Begins again with what is on the disk. */
  restart(): Bench;
  /** Writes so many minutes after nine. */
  write(minute: number, event: AuditEvent): void;
  /** Bodies of all records of a kind. */
  written(kind: AuditEvent['kind']): readonly unknown[];
  codeGrant(): Promise<string>;
  administratorGrant(): Promise<string>;
  /** Somebody works from now on. */
  work(keystrokes: number): void;
  close(): void;
}

type Stores = Pick<Bench, 'set' | 'log'> & {
  readonly access: AccessStore;
  readonly openEngine: () => Engine;
  /** Another one after every renewal. */
  engine: Engine;
};

const openStores = (): Stores => {
  const set: Circumstances = {
    nowMs: NINE,
    policy: defaultPolicy(),
    hasCodeMethod: false,
    isDoubting: false,
    isLogBroken: false,
    isVaultLocked: false,
  };
  let ids = 0;
  let users = 0;
  const openEngine = (): Engine =>
    createEngine({
      store: unwrap(openBehaviourStore({ path: IN_MEMORY, key: null, features: FEATURE_COUNTS })),
      policy: set.policy,
      user: 'u'.repeat((users += 1)),
      population: shippedPopulation(),
      seed: 1,
      now: () => set.nowMs,
      newId: () => `session-${String((ids += 1))}`,
      emit: () => undefined,
    });
  const engine = openEngine();
  engine.anchor('start');
  return {
    set,
    engine,
    openEngine,
    access: unwrap(openAccess({ path: IN_MEMORY, key: null })),
    log: unwrap(openAuditLog({ path: IN_MEMORY, key: null, now: () => set.nowMs })),
  };
};

const build = (stores: Stores): Bench => {
  const { set, log, access } = stores;
  const { facts } = access;
  const told: string[] = [];
  let drawn = 0;
  const now = (): number => set.nowMs;
  const randomBytes = (length: number): Uint8Array => new Uint8Array(length).fill((drawn += 1));
  const audit = (event: AuditEvent): void => {
    if (set.isLogBroken) told.push('fault');
    else log.append(event);
  };
  const authority = createAuthority({
    facts,
    secrets: createMemorySecrets(),
    policy: () => set.policy,
    verify: () => Promise.resolve({ outcome: 'passed', method: 'authenticator' }),
    hasCodeMethod: () => set.hasCodeMethod,
    isDoubting: () => set.isDoubting,
    onRolesChanged: () => undefined,
    now,
    monotonicMs: now,
    randomBytes,
    audit,
  });
  const networks = createNetworkTrust({ facts, secret: new Uint8Array(32), policy: () => set.policy, now, audit });
  const exports = createExports({ newId: () => `export-${String((drawn += 1))}`, schedule: () => () => undefined });
  const transparency = createTransparency({
    facts,
    scrub: access.scrub,
    vault: {
      renew: () => {
        if (set.isVaultLocked) return Promise.reject(new CodedError('key-unavailable', 'The keychain is locked.'));
        stores.engine.close();
        stores.engine = stores.openEngine();
        return Promise.resolve();
      },
    },
    newId: () => `operation-${String((drawn += 1))}`,
    policy: () => set.policy,
    reading: createInMemoryReading(log),
    exports,
    engine: () => inProcessEngine(stores.engine),
    require: authority.require,
    hasAdministrator: authority.hasAdministrator,
    isDoubting: () => set.isDoubting,
    networks: networks.known,
    forgetNetworks: (by) => {
      for (const { id } of networks.known()) networks.forget(id, by);
    },
    storedBytes: () => 4_096,
    record: audit,
    audit,
    now,
    onConsent: () => told.push('consent'),
    onForgotten: () => told.push('forgotten'),
  });
  return {
    set,
    log,
    facts,
    get engine() {
      return stores.engine;
    },
    transparency,
    calls: transparency.calls,
    authority,
    networks,
    exports,
    told,
    restart: () => build(stores),
    write: (minute, event) => {
      const before = set.nowMs;
      set.nowMs = NINE + minute * 60_000;
      log.append(event);
      set.nowMs = before;
    },
    written: (kind) => log.list({ kinds: [kind], limit: 10_000 }).map(({ body }) => body),
    codeGrant: async () => unwrap(await authority.calls.authorise({ as: 'employee', code: '1' })).grant,
    administratorGrant: async () =>
      unwrap(await authority.calls.authorise({ as: 'administrator', passphrase: PASSPHRASE })).grant,
    work: (keystrokes) => {
      inBatches(sitting(4, 1, { keystrokes, pointerActions: 0 }), stores.engine.push);
      stores.engine.tick();
    },
    close: () => {
      exports.close();
      stores.engine.close();
      log.close();
    },
  };
};

export const openBench = (): Bench => build(openStores());
