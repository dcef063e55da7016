/** How a user types and points, serialised: the profile in force, and what it may stray only so far from. */
import type { Modality } from '../../contract/verdict.ts';
import type { Database } from './database.ts';

export interface StoredBehaviour {
  readonly userId: string;
  readonly modality: Modality;
  readonly body: Uint8Array;
  /** Null until somebody vouched for what was learned. */
  readonly reference: Uint8Array | null;
}

export interface Behaviours {
  readonly load: (userId: string, modality: Modality) => StoredBehaviour | null;
  readonly save: (behaviour: StoredBehaviour) => void;
  readonly remove: (userId: string, modality: Modality) => boolean;
}

interface Row {
  readonly body: Buffer;
  readonly reference: Buffer | null;
}

/** @param onReplaced called when an older body was overwritten or removed; the write-ahead log may still hold it. */
export const createBehaviours = (db: Database, onReplaced: () => void): Behaviours => {
  const select = db.prepare<[string, string], Row>(
    'SELECT body, reference FROM behaviours WHERE user_id = ? AND modality = ?',
  );
  const upsert = db.prepare<[string, string, Uint8Array, Uint8Array | null]>(
    `INSERT INTO behaviours (user_id, modality, body, reference) VALUES (?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET body = excluded.body, reference = excluded.reference`,
  );
  const remove = db.prepare<[string, string]>('DELETE FROM behaviours WHERE user_id = ? AND modality = ?');
  return {
    load: (userId, modality) => {
      const row = select.get(userId, modality);
      if (row === undefined) return null;
      const reference = row.reference === null ? null : new Uint8Array(row.reference);
      return { userId, modality, body: new Uint8Array(row.body), reference };
    },
    save: ({ userId, modality, body, reference }) => {
      upsert.run(userId, modality, body, reference);
      onReplaced();
    },
    remove: (userId, modality) => {
      const isRemoved = remove.run(userId, modality).changes > 0;
      if (isRemoved) onReplaced();
      return isRemoved;
    },
  };
};
