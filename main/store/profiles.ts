/** Profiles of a user by modality: every training makes a new version, of which the last few are kept. */
import type { Modality } from '../../contract/verdict.ts';
import type { Database } from './database.ts';

/** Versions kept of each profile, the active one among them, beside those that a rollback set aside of late. */
export const KEPT_VERSIONS = 5;

export interface NewProfile {
  readonly userId: string;
  readonly modality: Modality;
  readonly established: boolean;
  /** Share of the way to a baseline, 0–1. */
  readonly progress: number;
  readonly windowsTrained: number;
  /** Whole seconds since 1970; null before the first training. */
  readonly trainedAt: number | null;
  readonly featureVersion: number;
  readonly model: Uint8Array | null;
  /** A value that JSON can hold; null when there is none. */
  readonly calibration: unknown;
  readonly falseLocksPerDay: number | null;
  /** How the user types or points, as it was known at the training. */
  readonly behaviour: Uint8Array | null;
}

export interface Profile extends NewProfile {
  /** 0 while enrolling, before there is a model; then counts trainings from 1. */
  readonly version: number;
  readonly active: boolean;
  /** Whether a rollback set it aside. */
  readonly withdrawn: boolean;
}

export type EnrolmentProgress = Pick<NewProfile, 'userId' | 'modality' | 'established' | 'progress' | 'featureVersion'>;

export interface Profiles {
  /** Saves a new version and makes it the active one; returns its number. */
  readonly save: (profile: NewProfile) => number;
  /** Notes how far enrolment is, on the active version, or on version 0 when there is none. */
  readonly saveProgress: (progress: EnrolmentProgress) => void;
  readonly active: (userId: string, modality: Modality) => Profile | null;
  /**
   * Makes a kept version the active one. Later ones up to the one active before are set aside, and are made active again
   * only by number. Null, and nothing changed, when the version is not kept, or has no behaviour to go back to.
   */
  readonly activate: (userId: string, modality: Modality, version: number) => Profile | null;
  /** Puts another limit into a kept version: it was chosen anew. */
  readonly recalibrate: (
    profile: Pick<NewProfile, 'userId' | 'modality' | 'calibration' | 'falseLocksPerDay'> & {
      readonly version: number;
    },
  ) => void;
  /** The highest number given to a version, set aside or not; 0 before the first training. */
  readonly newestVersion: (userId: string, modality: Modality) => number;
  /** Kept versions, newest first. */
  readonly list: (userId: string, modality: Modality) => readonly Profile[];
  /** Removes all versions; returns how many there were. */
  readonly remove: (userId: string, modality: Modality) => number;
}

interface Row {
  readonly user_id: string;
  readonly modality: Modality;
  readonly version: number;
  readonly established: number;
  readonly progress: number;
  readonly windows_trained: number;
  readonly trained_at: number | null;
  readonly feature_version: number;
  readonly model: Buffer | null;
  readonly calibration: string | null;
  readonly false_locks_per_day: number | null;
  readonly active: number;
  readonly behaviour: Buffer | null;
  readonly withdrawn: number;
}

const fromRow = (row: Row): Profile => ({
  userId: row.user_id,
  modality: row.modality,
  version: row.version,
  established: row.established === 1,
  progress: row.progress,
  windowsTrained: row.windows_trained,
  trainedAt: row.trained_at,
  featureVersion: row.feature_version,
  model: row.model === null ? null : new Uint8Array(row.model),
  calibration: row.calibration === null ? null : (JSON.parse(row.calibration) as unknown),
  falseLocksPerDay: row.false_locks_per_day,
  active: row.active === 1,
  behaviour: row.behaviour === null ? null : new Uint8Array(row.behaviour),
  withdrawn: row.withdrawn === 1,
});

const NOTHING_TRAINED = {
  windowsTrained: 0,
  trainedAt: null,
  model: null,
  calibration: null,
  falseLocksPerDay: null,
  behaviour: null,
};

const toJson = (value: unknown): string | null => (value === null ? null : JSON.stringify(value));

const toBlob = (bytes: Uint8Array | null): Buffer | null => (bytes === null ? null : Buffer.from(bytes));

/** @param onReplaced called when a version was removed; the write-ahead log may still hold it. */
export const createProfiles = (db: Database, onReplaced: () => void): Profiles => {
  const select = 'SELECT * FROM profiles WHERE user_id = ? AND modality = ?';
  const selectActive = db.prepare<[string, string], Row>(`${select} AND active = 1`);
  const selectAll = db.prepare<[string, string], Row>(`${select} ORDER BY version DESC`);
  const newest = db
    .prepare<[string, string], number>(
      'SELECT coalesce(max(version), 0) FROM profiles WHERE user_id = ? AND modality = ?',
    )
    .pluck();
  const retire = db.prepare<[string, string]>('UPDATE profiles SET active = 0 WHERE user_id = ? AND modality = ?');
  const insert = db.prepare<Omit<Row, 'active' | 'withdrawn'>>(
    `INSERT INTO profiles (user_id, modality, version, established, progress, windows_trained, trained_at,
       feature_version, model, calibration, false_locks_per_day, behaviour, active)
     VALUES (@user_id, @modality, @version, @established, @progress, @windows_trained, @trained_at,
       @feature_version, @model, @calibration, @false_locks_per_day, @behaviour, 1)`,
  );
  const prune = db.prepare<{ user: string; modality: string; newest: number; kept: number }>(
    `DELETE FROM profiles WHERE user_id = @user AND modality = @modality AND (
       version = 0
       OR (withdrawn = 1 AND version <= @newest - @kept)
       OR (withdrawn = 0 AND version NOT IN (
         SELECT version FROM profiles WHERE user_id = @user AND modality = @modality AND withdrawn = 0
         ORDER BY version DESC LIMIT @kept)))`,
  );
  const selectVersion = db.prepare<[string, string, number], Row>(
    `${select} AND version = ? AND version > 0 AND behaviour IS NOT NULL`,
  );
  const withdraw = db.prepare<[string, string, number]>(
    `UPDATE profiles SET withdrawn = 1 WHERE user_id = ? AND modality = ? AND version > ? AND version <= (
       SELECT version FROM profiles AS other
       WHERE other.user_id = profiles.user_id AND other.modality = profiles.modality AND other.active = 1)`,
  );
  const reinstate = db.prepare<[string, string, number]>(
    'UPDATE profiles SET active = 1, withdrawn = 0 WHERE user_id = ? AND modality = ? AND version = ?',
  );
  const recalibrate = db.prepare<[string | null, number | null, string, string, number]>(
    'UPDATE profiles SET calibration = ?, false_locks_per_day = ? WHERE user_id = ? AND modality = ? AND version = ?',
  );
  const progress = db.prepare<[number, number, string, string]>(
    'UPDATE profiles SET established = ?, progress = ? WHERE user_id = ? AND modality = ? AND active = 1',
  );
  const remove = db.prepare<[string, string]>('DELETE FROM profiles WHERE user_id = ? AND modality = ?');

  const insertVersion = (profile: NewProfile, version: number): void => {
    insert.run({
      user_id: profile.userId,
      modality: profile.modality,
      version,
      established: profile.established ? 1 : 0,
      progress: profile.progress,
      windows_trained: profile.windowsTrained,
      trained_at: profile.trainedAt,
      feature_version: profile.featureVersion,
      model: toBlob(profile.model),
      calibration: toJson(profile.calibration),
      false_locks_per_day: profile.falseLocksPerDay,
      behaviour: toBlob(profile.behaviour),
    });
  };

  const save = db.transaction((profile: NewProfile): number => {
    const { userId, modality } = profile;
    const version = (newest.get(userId, modality) ?? 0) + 1;
    retire.run(userId, modality);
    insertVersion(profile, version);
    if (prune.run({ user: userId, modality, newest: version, kept: KEPT_VERSIONS }).changes > 0) onReplaced();
    return version;
  });

  const activate = db.transaction((userId: string, modality: Modality, version: number): Profile | null => {
    if (selectVersion.get(userId, modality, version) === undefined) return null;
    withdraw.run(userId, modality, version);
    retire.run(userId, modality);
    reinstate.run(userId, modality, version);
    const row = selectActive.get(userId, modality);
    return row === undefined ? null : fromRow(row);
  });

  return {
    save: (profile) => save(profile),
    saveProgress: (now) => {
      const { changes } = progress.run(now.established ? 1 : 0, now.progress, now.userId, now.modality);
      if (changes > 0) return;
      insertVersion({ ...now, ...NOTHING_TRAINED }, 0);
    },
    active: (userId, modality) => {
      const row = selectActive.get(userId, modality);
      return row === undefined ? null : fromRow(row);
    },
    activate: (userId, modality, version) => activate(userId, modality, version),
    recalibrate: ({ userId, modality, version, calibration, falseLocksPerDay }) => {
      recalibrate.run(toJson(calibration), falseLocksPerDay, userId, modality, version);
    },
    newestVersion: (userId, modality) => newest.get(userId, modality) ?? 0,
    list: (userId, modality) => selectAll.all(userId, modality).map(fromRow),
    remove: (userId, modality) => {
      const { changes } = remove.run(userId, modality);
      if (changes > 0) onReplaced();
      return changes;
    },
  };
};
