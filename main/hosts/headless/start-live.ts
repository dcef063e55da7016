/** Puts the real parts together: keys, stores, sensor process, engine thread, the operating system, the control socket. */
import { randomBytes, randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { userInfo } from 'node:os';
import type { Policy } from '../../../contract/policy.ts';
import { CodedError, ok, unwrap } from '../../../contract/result.ts';
import { startAgent, type Agent } from '../../agent.ts';
import { openAuditLog } from '../../audit/audit-log.ts';
import { startControlServer } from '../../control/control-server.ts';
import { startEngineClient } from '../../engine/engine-client.ts';
import { sessionKeychain } from '../../keys/session-keychain.ts';
import { auditKey, databaseKey } from '../../keys/derive.ts';
import { currentSlotSecret, userIdOf } from '../../keys/identity.ts';
import { loadMasterKey, type MasterKey } from '../../keys/master-key.ts';
import { createPlatform } from '../../platform/create-platform.ts';
import { isPlatformName, type PlatformName } from '../../platform/platform.ts';
import { loadPolicy, type LoadedPolicy } from '../../policy/load-policy.ts';
import type { SourceSpec } from '../../sensor/protocol.ts';
import { systemSchedule } from '../../shared/schedule.ts';
import { createSensorClient } from '../../sensor/sensor-client.ts';
import { homePaths, prepareHome } from '../../shared/home.ts';
import { acquireInstanceLock } from '../../store/instance-lock.ts';
import { VERSION } from '../../version.ts';
import { addressOf } from './context.ts';
import { openLog } from './log.ts';

export interface LiveOptions {
  readonly home: string;
  readonly env: NodeJS.ProcessEnv;
  /** Lays over the policy's mode for this run. */
  readonly mode: Policy['mode'] | null;
  readonly platform: PlatformName | null;
  readonly source: SourceSpec;
}

export interface LiveAgent {
  readonly agent: Agent;
  readonly policy: LoadedPolicy;
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

const masterKey = async ({ home, env }: LiveOptions): Promise<MasterKey> => {
  const { behaviour, audit } = homePaths(home);
  return unwrap(
    await loadMasterKey({
      home,
      keychain: sessionKeychain(env, process.platform),
      randomBytes: (length) => new Uint8Array(randomBytes(length)),
      newId: randomUUID,
      now: Date.now,
      databaseExists: existsSync(behaviour) || existsSync(audit),
    }),
  );
};

const loadPolicyFor = async ({ home, mode }: LiveOptions): Promise<LoadedPolicy> => {
  const loaded = await loadPolicy(home, (path, text) => writeFile(path, text, { mode: 0o600 }));
  return mode === null ? loaded : { ...loaded, policy: { ...loaded.policy, mode } };
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
    const { key, source: keySource, warning } = await masterKey(options);
    const log = openLog(home);
    const onFault = (cause: unknown): void => {
      log.error({ err: cause }, 'fault');
    };
    const paths = homePaths(home);
    const audit = unwrap(openAuditLog({ path: paths.audit, key: auditKey(key), now: Date.now }));
    undo.push(audit.close);
    const slots = currentSlotSecret(key);
    const policy = await loadPolicyFor(options);
    const user = userIdOf(slots, userInfo().username);
    const platform = createPlatform(platformName(options.platform), {
      env,
      pid: process.pid,
      monotonicMs,
    });

    const agent = await startAgent({
      createSensor: ({ onBatch, onState }) =>
        createSensorClient({
          source: options.source,
          secret: slots,
          clock: () => performance.now(),
          schedule: systemSchedule,
          onBatch,
          onState,
          onDiagnostic: (text) => {
            log.warn({ sensor: text.slice(0, 2000) }, 'sensor diagnostic');
          },
          env,
        }),
      createEngine: (initial, emit) =>
        startEngineClient(
          {
            databasePath: paths.behaviour,
            key: databaseKey(key),
            user,
            policy: initial,
            seed: ENGINE_SEED,
          },
          emit,
        ),
      platform,
      audit: (event) => {
        audit.append(event);
        log.info({ audit: event.kind }, 'audited');
      },
      policy,
      now: Date.now,
      schedule: systemSchedule,
      newId: randomUUID,
      version: VERSION,
      pid: process.pid,
      keySource,
      warnings: warning === null ? [] : [warning],
      onFault,
    });

    const server = await startControlServer(
      addressOf(home),
      { ...agent.calls, watch: () => Promise.resolve(ok({})) },
      onFault,
    );
    undo.push(() => server.close());
    agent.subscribe((name, body) => {
      server.push(name, body);
    });
    return {
      agent,
      policy,
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
