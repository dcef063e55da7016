/** Brings a database to the newest version, one numbered step at a time. */
import type { Database } from './database.ts';

export interface Migration {
  /** 1, 2, 3 … without a hole; written to SQLite's `user_version` when the step is done. */
  readonly version: number;
  readonly name: string;
  /** Runs inside a transaction of its own: a step is done altogether or not at all. */
  readonly up: (db: Database) => void;
}

export const newestVersion = (migrations: readonly Migration[]): number => migrations.at(-1)?.version ?? 0;

/** The schema version a database is at; 0 when it is empty. */
export const versionOf = (db: Database): number => db.pragma('user_version', { simple: true }) as number;

/** Takes every step that the database has not taken yet, and marks it as ours by `applicationId`. */
export const migrate = (db: Database, migrations: readonly Migration[], applicationId: number): void => {
  for (const migration of migrations) {
    const step = db.transaction(() => {
      if (versionOf(db) >= migration.version) return;
      migration.up(db);
      db.pragma(`application_id = ${String(applicationId)}`);
      db.pragma(`user_version = ${String(migration.version)}`);
    });
    step.immediate();
  }
};
