/** Records of some days are found without reading all of them. */
import type { Migration } from '../../store/migrate.ts';

export const recordsByTime: Migration = {
  version: 2,
  name: 'records by time',
  up: (db) => {
    db.exec('CREATE INDEX records_by_time ON records (at)');
  },
};
