/** Profiles of a user by modality: every training makes a new version, of which the last few are kept. */
import type { Modality } from '../../contract/verdict.ts';
import type { Database } from './database.ts';

/** Versions kept of each profile, the active one among them. */
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
}

export interface Profile extends NewProfile {
  /** 0 while enrolling, before there is a model; then counts trainings from 1. */
  readonly version: number;
  readonly active: boolean;
}

export type EnrolmentProgress = Pick<NewProfile, 'userId' | 'modality' | 'established' | 'progress' | 'featureVersion'>;

export interface Profiles {
  /** Saves a new version and makes it the active one; returns its number. */
  readonly save: (profile: NewProfile) => number;
  /** Notes how far enrolment is, on the active version, or on version 0 when there is none. */
  readonly saveProgress: (progress: EnrolmentProgress) => void;
  readonly active: (userId: string, modality: Modality) => Profile | null;
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
});

export const createProfiles = (db: Database): Profiles => {
  const select = 'SELECT * FROM profiles WHERE user_id = ? AND modality = ?';
  const selectActive = db.prepare<[string, string], Row>(`${select} AND active = 1`);
  const selectAll = db.prepare<[string, string], Row>(`${select} ORDER BY version DESC`);
  const newest = db
    .prepare<[string, string], number>(
      'SELECT coalesce(max(version), 0) FROM profiles WHERE user_id = ? AND modality = ?',
    )
    .pluck();
  const retire = db.prepare<[string, string]>('UPDATE profiles SET active = 0 WHERE user_id = ? AND modality = ?');
  const insert = db.prepare<Omit<Row, 'active'>>(
    `INSERT INTO profiles VALUES (@user_id, @modality, @version, @established, @progress, @windows_trained, @trained_at,
      @feature_version, @model, @calibration, @false_locks_per_day, 1)`,
  );
  const prune = db.prepare<[string, string, number]>(
    'DELETE FROM profiles WHERE user_id = ? AND modality = ? AND (version = 0 OR version <= ?)',
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
      model: profile.model === null ? null : Buffer.from(profile.model),
      calibration: profile.calibration === null ? null : JSON.stringify(profile.calibration),
      false_locks_per_day: profile.falseLocksPerDay,
    });
  };

  const save = db.transaction((profile: NewProfile): number => {
    const { userId, modality } = profile;
    const version = (newest.get(userId, modality) ?? 0) + 1;
    retire.run(userId, modality);
    insertVersion(profile, version);
    prune.run(userId, modality, version - KEPT_VERSIONS);
    return version;
  });

  return {
    save: (profile) => save(profile),
    saveProgress: (now) => {
      const { changes } = progress.run(now.established ? 1 : 0, now.progress, now.userId, now.modality);
      if (changes > 0) return;
      const empty = { windowsTrained: 0, trainedAt: null, model: null, calibration: null, falseLocksPerDay: null };
      insertVersion({ ...now, ...empty }, 0);
    },
    active: (userId, modality) => {
      const row = selectActive.get(userId, modality);
      return row === undefined ? null : fromRow(row);
    },
    list: (userId, modality) => selectAll.all(userId, modality).map(fromRow),
    remove: (userId, modality) => remove.run(userId, modality).changes,
  };
};
