/** Running aggregates of a user's features, one row a feature. */
import type { Modality } from '../../contract/verdict.ts';
import type { Database } from './database.ts';
import { emptyAggregates, type Aggregates } from './running-aggregates.ts';

export interface ProfileAggregates {
  /** What is stored, as arrays of `features` entries; zeros where nothing is. */
  readonly load: (userId: string, modality: Modality, features: number) => Aggregates;
  readonly save: (userId: string, modality: Modality, aggregates: Aggregates) => void;
  readonly remove: (userId: string, modality: Modality) => number;
}

interface Row {
  readonly feature: number;
  readonly n: number;
  readonly mean: number;
  readonly m2: number;
}

export const createProfileAggregates = (db: Database): ProfileAggregates => {
  const select = db.prepare<[string, string, number], Row>(
    'SELECT feature, n, mean, m2 FROM profile_aggregates WHERE user_id = ? AND modality = ? AND feature < ?',
  );
  const upsert = db.prepare<[string, string, number, number, number, number]>(
    `INSERT INTO profile_aggregates VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET n = excluded.n, mean = excluded.mean, m2 = excluded.m2`,
  );
  const remove = db.prepare<[string, string]>('DELETE FROM profile_aggregates WHERE user_id = ? AND modality = ?');
  const save = db.transaction((userId: string, modality: Modality, { n, mean, m2 }: Aggregates): void => {
    for (let feature = 0; feature < n.length; feature += 1) {
      const count = n[feature] ?? 0;
      if (count > 0) upsert.run(userId, modality, feature, count, mean[feature] ?? 0, m2[feature] ?? 0);
    }
  });
  return {
    load: (userId, modality, features) => {
      const aggregates = emptyAggregates(features);
      for (const row of select.iterate(userId, modality, features)) {
        aggregates.n[row.feature] = row.n;
        aggregates.mean[row.feature] = row.mean;
        aggregates.m2[row.feature] = row.m2;
      }
      return aggregates;
    },
    save: (userId, modality, aggregates) => {
      save(userId, modality, aggregates);
    },
    remove: (userId, modality) => remove.run(userId, modality).changes,
  };
};
