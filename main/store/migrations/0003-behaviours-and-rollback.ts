/**
 * How a user types and points, in place of the digraph profile of one modality; versions that can be put in force again
 * as a whole; and the evidence of verdicts. What a digraph profile held cannot be carried over: it is learned anew.
 */
import type { Migration } from '../migrate.ts';

const SQL = `
CREATE TABLE behaviours (
  user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  modality TEXT NOT NULL CHECK (modality IN ('keyboard', 'pointer')),
  body BLOB NOT NULL, -- the profile in force
  reference BLOB, -- what it may stray only so far from
  PRIMARY KEY (user_id, modality)
) STRICT;

DROP TABLE digraphs;

ALTER TABLE profiles ADD COLUMN behaviour BLOB; -- as it was when the version was trained
-- A rollback set it aside: it is chosen again only by its number.
ALTER TABLE profiles ADD COLUMN withdrawn INTEGER NOT NULL DEFAULT 0 CHECK (withdrawn IN (0, 1));

ALTER TABLE verdicts ADD COLUMN evidence TEXT NOT NULL DEFAULT '[]'; -- JSON: parts by class of timing
`;

export const behavioursAndRollback: Migration = {
  version: 3,
  name: 'behaviours and rollback',
  up: (db) => {
    db.exec(SQL);
  },
};
