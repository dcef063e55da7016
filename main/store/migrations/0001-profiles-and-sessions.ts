/** What is learned of a user, and the sessions in which it was. Times are whole seconds since 1970. */
import type { Migration } from '../migrate.ts';

const SQL = `
CREATE TABLE users (
  id TEXT PRIMARY KEY -- opaque hash, never a name
) STRICT, WITHOUT ROWID;

CREATE TABLE profiles (
  user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  modality TEXT NOT NULL CHECK (modality IN ('keyboard', 'pointer')),
  version INTEGER NOT NULL CHECK (version >= 0), -- 0: enrolling, no model yet
  established INTEGER NOT NULL CHECK (established IN (0, 1)),
  progress REAL NOT NULL CHECK (progress BETWEEN 0 AND 1),
  windows_trained INTEGER NOT NULL,
  trained_at INTEGER,
  feature_version INTEGER NOT NULL,
  model BLOB,
  calibration TEXT CHECK (calibration IS NULL OR json_valid(calibration)),
  false_locks_per_day REAL,
  active INTEGER NOT NULL CHECK (active IN (0, 1)),
  PRIMARY KEY (user_id, modality, version)
) STRICT;
CREATE UNIQUE INDEX profiles_active ON profiles (user_id, modality) WHERE active = 1;

CREATE TABLE profile_aggregates (
  user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  modality TEXT NOT NULL CHECK (modality IN ('keyboard', 'pointer')),
  feature INTEGER NOT NULL CHECK (feature >= 0), -- index in the feature catalogue
  n INTEGER NOT NULL,
  mean REAL NOT NULL,
  m2 REAL NOT NULL, -- sum of squared differences from the mean
  PRIMARY KEY (user_id, modality, feature)
) STRICT, WITHOUT ROWID;

CREATE TABLE time_of_day (
  user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  modality TEXT NOT NULL CHECK (modality IN ('keyboard', 'pointer')),
  hour INTEGER NOT NULL CHECK (hour BETWEEN 0 AND 23),
  windows INTEGER NOT NULL,
  PRIMARY KEY (user_id, modality, hour)
) STRICT, WITHOUT ROWID;

CREATE TABLE digraphs (
  user_id TEXT PRIMARY KEY REFERENCES users (id) ON DELETE CASCADE,
  body BLOB NOT NULL
) STRICT;

CREATE TABLE sessions (
  id TEXT PRIMARY KEY,
  user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  started_at INTEGER NOT NULL,
  last_activity_at INTEGER,
  ended_at INTEGER,
  key_down INTEGER NOT NULL,
  key_up INTEGER NOT NULL,
  pointer_move INTEGER NOT NULL,
  button_down INTEGER NOT NULL,
  button_up INTEGER NOT NULL,
  wheel INTEGER NOT NULL,
  windows INTEGER NOT NULL,
  abstained INTEGER NOT NULL,
  prompts INTEGER NOT NULL,
  locks INTEGER NOT NULL,
  risk REAL NOT NULL CHECK (risk BETWEEN 0 AND 1), -- 1 - lowest trust / 100
  anomalies INTEGER NOT NULL, -- windows that spoke against the user
  coverage_gaps INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX sessions_by_user ON sessions (user_id, started_at);
`;

export const profilesAndSessions: Migration = {
  version: 1,
  name: 'profiles and sessions',
  up: (db) => {
    db.exec(SQL);
  },
};
