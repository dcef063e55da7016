/** The serialised digraph profile of a user. */
import type { Database } from './database.ts';

export interface Digraphs {
  readonly load: (userId: string) => Uint8Array | null;
  readonly save: (userId: string, body: Uint8Array) => void;
  readonly remove: (userId: string) => boolean;
}

export const createDigraphs = (db: Database): Digraphs => {
  const select = db.prepare<[string], Buffer>('SELECT body FROM digraphs WHERE user_id = ?').pluck();
  const upsert = db.prepare<[string, Uint8Array]>(
    'INSERT INTO digraphs VALUES (?, ?) ON CONFLICT DO UPDATE SET body = excluded.body',
  );
  const remove = db.prepare<[string]>('DELETE FROM digraphs WHERE user_id = ?');
  return {
    load: (userId) => {
      const body = select.get(userId);
      return body === undefined ? null : new Uint8Array(body);
    },
    save: (userId, body) => {
      upsert.run(userId, body);
    },
    remove: (userId) => remove.run(userId).changes > 0,
  };
};
