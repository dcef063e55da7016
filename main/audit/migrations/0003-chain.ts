/** The hash chain and the seals that sign it. Records that are there keep every byte: the first seal signs them as found. */
import type { Migration } from '../../store/migrate.ts';

const SQL = `
-- Null: written before there was a chain.
ALTER TABLE records ADD COLUMN link BLOB CHECK (link IS NULL OR length(link) = 32);

-- See contract/audit-proof.ts. Seals outlive the records they sign: they prove those that follow.
CREATE TABLE seals (
  chain INTEGER NOT NULL,
  number INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  at TEXT NOT NULL, -- ISO 8601, UTC, to the second
  link BLOB NOT NULL CHECK (length(link) = 32),
  key BLOB NOT NULL CHECK (length(key) = 32),
  next BLOB NOT NULL CHECK (length(next) = 32),
  signature BLOB NOT NULL CHECK (length(signature) = 64),
  PRIMARY KEY (chain, number)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER seals_keep_update BEFORE UPDATE ON seals
BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;
CREATE TRIGGER seals_keep_delete BEFORE DELETE ON seals
BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;
CREATE TRIGGER seals_keep_replace BEFORE INSERT ON seals
WHEN EXISTS (SELECT 1 FROM seals WHERE chain = NEW.chain AND number = NEW.number)
BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;

-- Records go only where the log itself says that they go.
DROP TRIGGER records_keep_delete;
CREATE TRIGGER records_keep_delete BEFORE DELETE ON records
WHEN OLD.seq > coalesce(
  (SELECT json_extract(body, '$.upTo') FROM records WHERE kind = 'audit-trimmed' ORDER BY seq DESC LIMIT 1), 0)
BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;
`;

export const chain: Migration = {
  version: 3,
  name: 'hash chain and seals',
  up: (db) => {
    db.exec(SQL);
  },
};
