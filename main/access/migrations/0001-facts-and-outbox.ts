/** Small facts by name, and notifications that wait to be delivered. */
import type { Migration } from '../../store/migrate.ts';

const SQL = `
CREATE TABLE facts (
  name TEXT PRIMARY KEY,
  body TEXT NOT NULL CHECK (json_valid(body))
) STRICT, WITHOUT ROWID;

CREATE TABLE outbox (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  channel TEXT NOT NULL,
  body TEXT NOT NULL CHECK (json_valid(body)),
  created_at INTEGER NOT NULL, -- ms since 1970
  attempts INTEGER NOT NULL DEFAULT 0,
  next_at INTEGER NOT NULL -- ms since 1970
) STRICT;
CREATE INDEX outbox_by_channel ON outbox (channel, id);
`;

export const factsAndOutbox: Migration = {
  version: 1,
  name: 'facts and outbox',
  up: (db) => {
    db.exec(SQL);
  },
};
