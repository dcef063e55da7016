/** The users that something is known of, by opaque hash. */
import type { Database } from './database.ts';

export interface Users {
  readonly ensure: (id: string) => void;
  readonly list: () => readonly string[];
}

export const createUsers = (db: Database): Users => {
  const insert = db.prepare<[string]>('INSERT INTO users (id) VALUES (?) ON CONFLICT DO NOTHING');
  const select = db.prepare<[], string>('SELECT id FROM users ORDER BY id').pluck();
  return {
    ensure: (id) => {
      insert.run(id);
    },
    list: () => select.all(),
  };
};
