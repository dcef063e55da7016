/** A profile is taken away in an encrypted archive, and brought back from one. */
import { isAbsolute } from 'node:path';
import type { AuditEvent } from '../../contract/audit.ts';
import type { BackupSummary } from '../../contract/backup.ts';
import { CodedError, err, ok, type Result } from '../../contract/result.ts';
import { carryOut } from '../audit/operation.ts';
import type { Handlers } from '../control/dispatch.ts';
import type { EnginePort } from '../engine/port.ts';
import type { ProfileVault } from '../privacy/profile-vault.ts';
import type { Authority } from '../roles/authority.ts';
import { createTurns } from '../roles/turns.ts';
import { isoSeconds } from '../transparency/iso-seconds.ts';
import type { Archives } from './archives.ts';

export interface BackupPorts {
  readonly vault: Pick<ProfileVault, 'take' | 'put'>;
  readonly archives: Archives;
  readonly engine: () => Pick<EnginePort, 'profile'>;
  readonly require: Authority['require'];
  readonly hasAdministrator: () => boolean;
  readonly isDoubting: () => boolean;
  /** Throws when it cannot be written: then nothing is done. */
  readonly record: (event: AuditEvent) => void;
  /** Never throws. */
  readonly audit: (event: AuditEvent) => void;
  readonly newId: () => string;
  readonly now: () => number;
  /** Of the program. */
  readonly version: string;
  /** Another profile is in force: trust begins anew, and nobody vouched for whoever sits there. */
  readonly onRestored: () => void;
}

type BackupCalls = Pick<Handlers, 'backup.create' | 'backup.check' | 'backup.restore'>;

/** Each takes 256 MiB: one at a time, and so many may wait. */
const MOST_QUEUED = 4;

const DOUBTING = 'The agent doubts whose hands these are. This is possible again once trust is back.';
const RELATIVE = 'Give the whole path, from the root of the drive on.';

/** What a person can meet, as a result; anything else stays an exception. */
const attempt = async (work: () => Promise<BackupSummary>): Promise<Result<BackupSummary>> => {
  try {
    return ok(await work());
  } catch (cause) {
    if (cause instanceof CodedError) return err(cause.code, cause.message);
    throw cause;
  }
};

export const createBackup = (ports: BackupPorts): BackupCalls => {
  const { vault, archives, isDoubting } = ports;
  const inTurn = createTurns(MOST_QUEUED);

  const create = async (folder: string, passphrase: string): Promise<BackupSummary> => {
    const { storedWindows, modalities } = await ports.engine().profile();
    const { template, database, schemaVersion } = await vault.take();
    const facts = {
      createdAt: isoSeconds(ports.now()),
      program: ports.version,
      schemaVersion,
      template,
      windows: storedWindows,
      established: { keyboard: modalities.keyboard.established, pointer: modalities.pointer.established },
    };
    return await archives.write(folder, passphrase, facts, database);
  };

  const restore = async (path: string, passphrase: string): Promise<BackupSummary> => {
    const { summary, template, database } = await archives.read(path, passphrase);
    // Reading takes a while: whose hands these are may have come into doubt meanwhile.
    if (isDoubting()) throw new CodedError('not-allowed', DOUBTING);
    await vault.put({ template, database });
    ports.onRestored();
    return summary;
  };

  return {
    'backup.create': async ({ folder, passphrase, grant }) => {
      if (isDoubting()) return err('not-allowed', DOUBTING);
      if (!isAbsolute(folder)) return err('usage', RELATIVE);
      const by = ports.require('code', grant);
      if (!by.ok) return by;
      return inTurn(() => attempt(() => carryOut(ports, 'back-up', by.value, () => create(folder, passphrase))));
    },
    'backup.check': async ({ path, passphrase }) =>
      isAbsolute(path) ? inTurn(() => attempt(() => archives.check(path, passphrase))) : err('usage', RELATIVE),
    'backup.restore': async ({ path, passphrase, grant }) => {
      if (isDoubting()) return err('not-allowed', DOUBTING);
      if (!isAbsolute(path)) return err('usage', RELATIVE);
      const by = ports.require(ports.hasAdministrator() ? 'administrator' : 'code', grant);
      if (!by.ok) return by;
      return inTurn(() => attempt(() => carryOut(ports, 'restore', by.value, () => restore(path, passphrase))));
    },
  };
};
