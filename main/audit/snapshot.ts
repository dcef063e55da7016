/** A view of a database in which nothing changes while it is looked at. */
import type { Database } from '../store/database.ts';

/** What is added or removed from here on is not seen. */
export const holdSnapshot = (db: Database): void => {
  db.exec('BEGIN');
};

/** Also after every fault of the file: SQLite would go on failing for as long as the view is held. */
export const leaveSnapshot = (db: Database): void => {
  if (db.inTransaction) db.exec('ROLLBACK');
};
