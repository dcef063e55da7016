/** How many actions a verdict rests on, so that what it did to trust can be reckoned again under another policy. */
import type { Migration } from '../migrate.ts';

const SQL = `
ALTER TABLE verdicts ADD COLUMN fresh INTEGER; -- actions that were new in the window; null in verdicts from before
`;

export const freshActions: Migration = {
  version: 4,
  name: 'fresh actions',
  up: (db) => {
    db.exec(SQL);
  },
};
