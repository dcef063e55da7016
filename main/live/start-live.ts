/** Puts the real parts together: keys, stores, sensor process, engine thread, the operating system, the control socket. */
import { randomBytes, randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { hostname, uptime, userInfo } from 'node:os';
import type { Mode } from '../../contract/policy.ts';
import { CodedError, ok, unwrap } from '../../contract/result.ts';
import { openAccess } from '../access/access-store.ts';
import { startAgent, type Agent } from '../agent.ts';
import { readAnchor, writeAnchor } from '../audit/anchor.ts';
import { openAuditLog } from '../audit/audit-log.ts';
import { removeSetAside } from '../audit/damaged-log.ts';
import { keepAnchored } from '../audit/keep-anchored.ts';
import { startAuditReading } from '../audit/reading-client.ts';
import { createArchives } from '../backup/archives.ts';
import type { Handlers } from '../control/dispatch.ts';
import { startControlServer } from '../control/control-server.ts';
import { inspectWorkstation } from '../doctor/inspect-workstation.ts';
import type { StartAtLogin } from '../doctor/start-at-login.ts';
import { startEngineClient } from '../engine/engine-client.ts';
import { takeDeaths } from '../guard/deaths.ts';
import type { GuardOrders } from '../guard/guard-orders.ts';
import { createGuard } from '../guard/guard.ts';
import { revivalOf } from '../guard/revive.ts';
import { sessionKeychain } from '../keys/session-keychain.ts';
import { accessKey, auditKey, networkSecret } from '../keys/derive.ts';
import { loadMasterKey, type MasterKey } from '../keys/master-key.ts';
import { createSecrets } from '../keys/secrets.ts';
import { createPlatform } from '../platform/create-platform.ts';
import { isPlatformName, type Platform, type PlatformName } from '../platform/platform.ts';
import { managedSource } from '../policy/managed-source.ts';
import { openPolicyKeeper } from '../policy/policy-keeper.ts';
import { groupsOf } from '../policy/user-groups.ts';
import { hasLocalAdministrator } from '../roles/stored-roles.ts';
import type { SourceSpec } from '../sensor/protocol.ts';
import type { LaunchSensor } from '../sensor/sensor-child.ts';
import { systemSchedule } from '../shared/schedule.ts';
import { createSensorClient, type SensorClient } from '../sensor/sensor-client.ts';
import { bytesOf, homePaths, prepareHome, secureHome } from '../shared/home.ts';
import { acquireInstanceLock } from '../store/instance-lock.ts';
import { newestVersion } from '../store/migrate.ts';
import { MIGRATIONS } from '../store/migrations/index.ts';
import { VERSION } from '../version.ts';
import { ownAddress } from '../control/address.ts';
import { openVault } from './live-vault.ts';
import { trimLog } from './log-retention.ts';
import { openLog } from './log.ts';

export interface LiveOptions {
  readonly home: string;
  readonly env: NodeJS.ProcessEnv;
  /** Lays over the policy's mode for this run. */
  readonly mode: Mode | null;
  readonly platform: PlatformName | null;
  readonly source: SourceSpec;
  /** Starts the sensor's process where the host has a way of its own. Default: a fork. */
  readonly launchSensor?: LaunchSensor;
  /** What the host itself can tell of the session, laid over what the platform can. */
  readonly extendPlatform?: (platform: Platform) => Platform;
  /** Where the host can have the agent started at login. */
  readonly startAtLogin?: StartAtLogin;
}

export interface LiveAgent {
  readonly agent: Agent;
  /** Every call of the contract, for {@link dispatch}. */
  readonly handlers: Handlers;
  /** Writes a fault into the agent's log. */
  readonly onFault: (cause: unknown) => void;
  /** Resolves when somebody who may has asked for the end. */
  readonly quit: Promise<void>;
  /** Resolves once everything is written and closed. */
  stop(reason: string): Promise<void>;
}

/** The clock on which the system counts idle times (CLOCK_MONOTONIC). */
export const monotonicMs = (): number => Number(process.hrtime.bigint()) / 1e6;

/** The engine's random choices must not differ between two trainings on the same windows. */
const ENGINE_SEED = 1;

const platformName = (chosen: PlatformName | null): PlatformName => {
  if (chosen !== null) return chosen;
  if (isPlatformName(process.platform)) return process.platform;
  throw new CodedError('sensor-unavailable', `There is no version of Samehand for ${process.platform}.`);
};

const strongBytes = (length: number): Uint8Array => new Uint8Array(randomBytes(length));

const masterKey = async ({ home, env }: LiveOptions): Promise<MasterKey> => {
  const { behaviour, audit, access } = homePaths(home);
  return unwrap(
    await loadMasterKey({
      home,
      keychain: sessionKeychain(env, process.platform),
      randomBytes: strongBytes,
      newId: randomUUID,
      now: Date.now,
      databaseExists: [behaviour, audit, access].some((path) => existsSync(path)),
    }),
  );
};

/**
 * Starts the agent of a data folder.
 *
 * @throws CodedError `agent-already-running`, `key-unavailable`, `storage-unavailable`, `storage-newer`.
 */
export const startLive = async (options: LiveOptions): Promise<LiveAgent> => {
  const { home, env } = options;
  /** What is to be undone, last first, when the start fails half-way or the agent stops. */
  const undo: (() => Promise<void> | void)[] = [];
  const closeAll = async (): Promise<void> => {
    for (const close of undo.splice(0).reverse()) await close();
  };

  try {
    unwrap(prepareHome(home));
    const lock = unwrap(acquireInstanceLock(home));
    undo.push(lock.release);
    const { key, source: keySource, warning, installationId } = await masterKey(options);
    const log = openLog(home);
    const onFault = (cause: unknown): void => {
      log.error({ err: cause }, 'fault');
    };
    const paths = homePaths(home);
    const access = unwrap(openAccess({ path: paths.access, key: accessKey(key) }));
    undo.push(access.close);
    const keychain = sessionKeychain(env, process.platform);
    const secrets = createSecrets({ keychain, installationId, keySource, facts: access.facts });
    const anchor = () => readAnchor(secrets);
    const audit = unwrap(
      openAuditLog({
        path: paths.audit,
        key: auditKey(key),
        now: Date.now,
        schedule: systemSchedule,
        anchor: await anchor(),
      }),
    );
    undo.push(audit.close);
    const anchored = await keepAnchored({
      key: audit.key,
      write: (next) => writeAnchor(secrets, next),
      schedule: systemSchedule,
      onFault: (message) => {
        log.warn({ message }, 'the audit log is not anchored');
      },
    });
    undo.push(anchored.stop);
    const reading = startAuditReading({ path: paths.audit, key: auditKey(key) });
    const { username } = userInfo();
    const opened = await openVault({ home, master: key, username, secrets, access, randomBytes: strongBytes });
    const name = platformName(options.platform);
    const plain = createPlatform(name, { env, pid: process.pid, monotonicMs });
    const platform = options.extendPlatform?.(plain) ?? plain;
    const policies = await openPolicyKeeper({
      home,
      managed: managedSource(process.platform, username),
      user: username,
      groups: await groupsOf(process.platform),
      facts: access.facts,
      isSealed: () => hasLocalAdministrator(access.facts),
      schedule: systemSchedule,
    });
    const quit = Promise.withResolvers<undefined>();
    let sensor: SensorClient | null = null;
    let orders: GuardOrders | null = null;

    const deaths = takeDeaths(home, Date.now() - uptime() * 1_000);
    const agent = await startAgent({
      createSensor: ({ onBatch, onState, onDied }) => {
        sensor = createSensorClient({
          source: options.source,
          secret: opened.template().slotSecret,
          clock: () => performance.now(),
          schedule: systemSchedule,
          onBatch,
          onState,
          onDied,
          onDiagnostic: (text) => {
            log.warn({ sensor: text.slice(0, 2000) }, 'sensor diagnostic');
          },
          env,
          ...(options.launchSensor === undefined ? {} : { launch: options.launchSensor }),
        });
        opened.attachSensor(sensor);
        // Given before there was a sensor to give them to.
        sensor.guard(orders);
        return sensor;
      },
      createEngine: async (policy, emit) => {
        const { databaseKey, userId } = opened.template();
        const engine = await startEngineClient(
          { databasePath: paths.behaviour, key: databaseKey, user: userId, policy, seed: ENGINE_SEED },
          emit,
        );
        opened.attachEngine(engine);
        return engine;
      },
      platform,
      audit: (event) => {
        audit.append(event);
        log.info({ audit: event.kind }, 'audited');
      },
      reading,
      log: audit,
      anchor,
      vault: opened.vault,
      archives: createArchives({ newestSchema: newestVersion(MIGRATIONS), newId: randomUUID }),
      user: () => opened.template().userId,
      hostname: hostname(),
      removeSetAside: (before) => removeSetAside(paths.audit, before),
      trimLog: (before) => trimLog(home, before),
      random: Math.random,
      storedBytes: () => bytesOf(Object.values(paths)),
      workstation: {
        inspect: () => inspectWorkstation({ home, env, system: process.platform, platform, keychain, isRunning: true }),
        secureFolder: () => secureHome(home),
        startAtLogin: options.startAtLogin ?? null,
      },
      policies,
      mode: options.mode,
      access,
      secrets,
      guard: createGuard({
        home,
        platform: name,
        pid: process.pid,
        revive: revivalOf(env, process),
        send: (given) => {
          orders = given;
          sensor?.guard(given);
        },
        onFault,
      }),
      deaths: deaths.events,
      now: Date.now,
      monotonicMs,
      schedule: systemSchedule,
      newId: randomUUID,
      randomBytes: strongBytes,
      networkSecret: networkSecret(key),
      account: `${username}@${hostname()}`,
      machine: installationId,
      version: VERSION,
      pid: process.pid,
      keySource,
      warnings: warning === null ? [] : [warning],
      onFault,
      onQuit: () => {
        quit.resolve(undefined);
      },
    });

    deaths.written();
    const handlers: Handlers = { ...agent.calls, watch: () => Promise.resolve(ok({})) };
    const server = await startControlServer(ownAddress(home), handlers, onFault);
    undo.push(() => server.close());
    agent.subscribe((push, body) => {
      server.push(push, body);
    });
    return {
      agent,
      handlers,
      onFault,
      quit: quit.promise,
      stop: async (reason) => {
        await agent.stop(reason);
        await closeAll();
      },
    };
  } catch (cause) {
    await closeAll();
    throw cause;
  }
};
