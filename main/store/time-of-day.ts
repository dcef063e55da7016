/** At which hours of the day a user's windows fall. */
import type { Modality } from '../../contract/verdict.ts';
import type { Database } from './database.ts';

const HOURS = 24;

export interface TimeOfDay {
  /** `hour` is 0–23, local time. */
  readonly add: (userId: string, modality: Modality, hour: number, windows: number) => void;
  /** Windows of both modalities by hour: 24 numbers. */
  readonly hours: (userId: string) => readonly number[];
  readonly remove: (userId: string, modality: Modality) => number;
}

export const createTimeOfDay = (db: Database): TimeOfDay => {
  const upsert = db.prepare<[string, string, number, number]>(
    'INSERT INTO time_of_day VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET windows = windows + excluded.windows',
  );
  const select = db.prepare<[string], { readonly hour: number; readonly windows: number }>(
    'SELECT hour, sum(windows) AS windows FROM time_of_day WHERE user_id = ? GROUP BY hour',
  );
  const remove = db.prepare<[string, string]>('DELETE FROM time_of_day WHERE user_id = ? AND modality = ?');
  return {
    add: (userId, modality, hour, windows) => {
      upsert.run(userId, modality, hour, windows);
    },
    hours: (userId) => {
      const hours = new Array<number>(HOURS).fill(0);
      for (const row of select.iterate(userId)) hours[row.hour] = row.windows;
      return hours;
    },
    remove: (userId, modality) => remove.run(userId, modality).changes,
  };
};
