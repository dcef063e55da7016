/** What the agent needs from outside: everything that touches a system, keeps a secret or tells the time. */
import type { AuditEvent } from '../contract/audit.ts';
import type { EventBatch, EventCounts } from '../contract/events.ts';
import type { SensorStatus, Status } from '../contract/ipc.ts';
import type { Mode, Policy } from '../contract/policy.ts';
import type { AccessStore } from './access/access-store.ts';
import type { AuditAnchor } from './audit/anchor.ts';
import type { AuditLog } from './audit/audit-log.ts';
import type { AuditReading } from './audit/reading.ts';
import type { Archives } from './backup/archives.ts';
import type { WorkstationCheck } from './doctor/workstation-check.ts';
import type { EngineEvent, EnginePort } from './engine/port.ts';
import type { GuardOrders } from './guard/guard-orders.ts';
import type { Secrets } from './keys/secrets.ts';
import type { Platform } from './platform/platform.ts';
import type { PolicyKeeper } from './policy/policy-keeper.ts';
import type { ProfileVault } from './privacy/profile-vault.ts';
import type { Schedule } from './shared/schedule.ts';

/** What the sensor tells the agent. */
export interface SensorHandlers {
  readonly onBatch: (batch: EventBatch) => void;
  /** Called after every change of state. */
  readonly onState: (status: SensorStatus) => void;
  /** Called when it was ended by somebody else, with how. */
  readonly onDied: (how: string) => void;
}

export interface SensorPort {
  start(): Promise<void>;
  stop(): Promise<void>;
  status(): SensorStatus & { readonly counts: EventCounts };
}

/** What stands guard over this process, and is told what to do should it die. */
export interface GuardPort {
  update(response: GuardOrders['response']): void;
  stop(): void;
}

export const NO_GUARD: GuardPort = { update: () => undefined, stop: () => undefined };

export interface AgentPorts {
  readonly createSensor: (handlers: SensorHandlers) => SensorPort;
  readonly createEngine: (policy: Policy, emit: (event: EngineEvent) => void) => Promise<EnginePort>;
  readonly platform: Platform;
  /** Writes a record; throws when it cannot. */
  readonly audit: (event: AuditEvent) => void;
  /** The same log, to read from. */
  readonly reading: AuditReading;
  /** What signs the log and keeps it short. */
  readonly log: Pick<AuditLog, 'seal' | 'sign' | 'key' | 'trim'>;
  /** What the keychain knows of the log, or null. */
  readonly anchor: () => Promise<AuditAnchor | null>;
  readonly vault: ProfileVault;
  readonly archives: Archives;
  /** The user as the databases call them now: an opaque hash. */
  readonly user: () => string;
  /** The machine as the network calls it. */
  readonly hostname: string;
  /** Removes files of an audit log that was set aside as damaged before a time (ms since 1970); answers how many. */
  readonly removeSetAside: (before: number) => number;
  /** Removes lines of the program's own log from before a time (ms since 1970); answers how many. */
  readonly trimLog: (before: number) => number;
  /** From 0 up to 1; for what needs no secrecy. */
  readonly random: () => number;
  /** Bytes of all databases on the disk. */
  readonly storedBytes: () => number;
  readonly workstation: WorkstationCheck;
  readonly policies: PolicyKeeper;
  /** Lays over the policy's mode, whatever it says; null: nothing does. */
  readonly mode: Mode | null;
  readonly access: Pick<AccessStore, 'facts' | 'outbox' | 'scrub'>;
  readonly secrets: Secrets;
  readonly guard: GuardPort;
  /** What became of agents before this one that were ended by force: after one, a start is no login. */
  readonly deaths: readonly AuditEvent[];
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Milliseconds on a clock that nobody can set. */
  readonly monotonicMs: () => number;
  readonly schedule: Schedule;
  readonly newId: () => string;
  /** Cryptographically strong. */
  readonly randomBytes: (length: number) => Uint8Array;
  /** Key by which networks are hashed. */
  readonly networkSecret: Uint8Array;
  /** What an authenticator shows beside the code: the user and the machine. */
  readonly account: string;
  /** The installation's id. */
  readonly machine: string;
  readonly version: string;
  readonly pid: number;
  readonly keySource: Status['store']['keySource'];
  /** Sentences that hold for the whole run, such as a key kept in a file. */
  readonly warnings: readonly string[];
  /** Takes what must not stop the agent but must not be lost either. */
  readonly onFault: (cause: unknown) => void;
  /** Somebody who may has asked for the end. */
  readonly onQuit: () => void;
}
