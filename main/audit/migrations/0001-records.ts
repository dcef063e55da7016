/** The audit log: rows are added, never changed, replaced or removed. */
import type { Migration } from '../../store/migrate.ts';

const SQL = `
CREATE TABLE records (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  at TEXT NOT NULL, -- ISO 8601, UTC, to the second
  kind TEXT NOT NULL,
  body TEXT NOT NULL CHECK (json_valid(body)) -- canonical JSON (RFC 8785)
) STRICT;
CREATE INDEX records_by_kind ON records (kind);

CREATE TRIGGER records_keep_update BEFORE UPDATE ON records
BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;
CREATE TRIGGER records_keep_delete BEFORE DELETE ON records
BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;
-- INSERT OR REPLACE deletes without the trigger above where a connection has recursive triggers off.
CREATE TRIGGER records_keep_replace BEFORE INSERT ON records
WHEN EXISTS (SELECT 1 FROM records WHERE seq = NEW.seq)
BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;
`;

export const records: Migration = {
  version: 1,
  name: 'records',
  up: (db) => {
    db.exec(SQL);
  },
};
