/** Kept versions of a user's profiles: window models, limit and behaviour, put back together. */
import type { ProfileVersion } from '../../contract/ipc.ts';
import { CodedError, unwrap } from '../../contract/result.ts';
import { MODALITIES, type Modality } from '../../contract/verdict.ts';
import type { BehaviourStore } from '../store/behaviour-store.ts';
import type { Profile } from '../store/profiles.ts';
import { previousVersion, rollBack } from '../store/roll-back.ts';
import type { Learner } from './learner.ts';

export interface Versions {
  /** Newest first, of both modalities. */
  list(): readonly ProfileVersion[];
  /**
   * Puts a kept version in force: the one given, or the newest before the active one.
   *
   * @throws CodedError `not-found` when there is no such version, or it cannot be read.
   */
  rollback(modality: Modality, version: number | null): ProfileVersion;
}

/** The part of a behaviour learner that versions need. */
interface Restorable {
  restore(bytes: Uint8Array): boolean;
}

export interface VersionsOptions {
  readonly user: string;
  readonly store: BehaviourStore;
  readonly learners: Readonly<Record<Modality, Learner>>;
  readonly behaviours: Readonly<Record<Modality, Restorable>>;
}

const describe = (profile: Profile): ProfileVersion => ({
  modality: profile.modality,
  version: profile.version,
  active: profile.active,
  withdrawn: profile.withdrawn,
  trainedAt: profile.trainedAt === null ? null : new Date(profile.trainedAt * 1000).toISOString(),
  windows: profile.windowsTrained,
  falseLocksPerDay: profile.falseLocksPerDay,
});

const missing = (modality: Modality, version: number | null): CodedError =>
  new CodedError(
    'not-found',
    version === null
      ? `There is no older version of the ${modality} profile to go back to.`
      : `Version ${String(version)} of the ${modality} profile is not kept, or this program cannot read it.`,
  );

export const createVersions = ({ user, store, learners, behaviours }: VersionsOptions): Versions => {
  const kept = (modality: Modality): readonly Profile[] =>
    unwrap(store.transaction(({ profiles }) => profiles.list(user, modality))).filter(({ version }) => version > 0);

  return {
    list: () => MODALITIES.flatMap((modality) => kept(modality).map(describe)),
    rollback: (modality, version) => {
      const all = kept(modality);
      const wanted = version === null ? previousVersion(all) : (all.find((each) => each.version === version) ?? null);
      // Read before anything is changed: a version that cannot be read must not be put in force.
      const behaviour = wanted?.behaviour ?? null;
      if (wanted === null || behaviour === null || !behaviours[modality].restore(behaviour)) {
        throw missing(modality, version);
      }
      const done = unwrap(store.transaction((repositories) => rollBack(repositories, user, modality, wanted.version)));
      if (done === null) throw missing(modality, version);
      learners[modality].reload();
      return describe(done.profile);
    },
  };
};
