/** Puts an older version of a profile in force, and keeps what led away from it from being learned again. */
import type { Modality } from '../../contract/verdict.ts';
import type { Profile } from './profiles.ts';
import type { Repositories } from './repositories.ts';

export interface RolledBack {
  /** The version now in force. */
  readonly profile: Profile;
  /** Windows that were put in quarantine because they were seen after it was trained. */
  readonly quarantined: number;
}

/** The version that was in force before the active one, of those that no rollback set aside; null when there is none. */
export const previousVersion = <T extends Pick<Profile, 'version' | 'active' | 'withdrawn'>>(
  versions: readonly T[],
): T | null => {
  const active = versions.find((each) => each.active)?.version ?? 0;
  return versions
    .filter(({ version, withdrawn }) => version > 0 && version < active && !withdrawn)
    .reduce<T | null>((newest, each) => (each.version > (newest?.version ?? 0) ? each : newest), null);
};

/**
 * Makes `version` the active one, with the behaviour that was known when it was trained. To be called in a transaction;
 * null, and nothing done, when the version is not kept or was trained before behaviour was kept with it.
 */
export const rollBack = (
  { profiles, behaviours, windows }: Repositories,
  userId: string,
  modality: Modality,
  version: number,
): RolledBack | null => {
  const profile = profiles.activate(userId, modality, version);
  const body = profile?.behaviour ?? null;
  if (profile === null || body === null) return null;
  behaviours.save({ userId, modality, body, reference: body });
  return { profile, quarantined: windows.quarantineSince(userId, modality, profile.trainedAt ?? 0) };
};
