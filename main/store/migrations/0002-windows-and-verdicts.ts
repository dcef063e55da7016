/** Feature windows to learn from, and what was concluded of them. Times are whole seconds since 1970. */
import type { Migration } from '../migrate.ts';

const SQL = `
CREATE TABLE windows (
  id INTEGER PRIMARY KEY AUTOINCREMENT, -- never given twice: verdicts outlive the windows they name
  user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  -- Not a reference, here and below: every insert would pay for the index that removing a session would need.
  session_id TEXT NOT NULL,
  modality TEXT NOT NULL CHECK (modality IN ('keyboard', 'pointer')),
  started_at INTEGER NOT NULL,
  ended_at INTEGER NOT NULL,
  feature_version INTEGER NOT NULL,
  actions INTEGER NOT NULL,
  vector BLOB NOT NULL, -- float32, little-endian, one per feature; NaN is "no evidence"
  scores TEXT NOT NULL, -- JSON: score by model, as it was before the window was learned
  state TEXT NOT NULL CHECK (state IN ('new', 'trained', 'quarantined'))
) STRICT;
-- Newest first without sorting, and counted by state without reading the rows.
CREATE INDEX windows_by_user ON windows (user_id, modality, id, state);

CREATE TABLE verdicts (
  id INTEGER PRIMARY KEY,
  window_id INTEGER, -- the window may be gone
  session_id TEXT NOT NULL,
  user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  at INTEGER NOT NULL,
  modality TEXT NOT NULL CHECK (modality IN ('keyboard', 'pointer')),
  llr REAL,
  trust REAL NOT NULL,
  level TEXT NOT NULL,
  abstained TEXT,
  by_model TEXT NOT NULL -- JSON: log-likelihood ratio by model
) STRICT;
CREATE INDEX verdicts_by_user ON verdicts (user_id, at);
`;

export const windowsAndVerdicts: Migration = {
  version: 2,
  name: 'windows and verdicts',
  up: (db) => {
    db.exec(SQL);
  },
};
