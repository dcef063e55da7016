/** The lists of the last few filters: the pages after the first are then a look into one. */
import type { AuditFilter } from '../../contract/audit-reading.ts';
import type { Database } from '../store/database.ts';
import { filterKey, textMatcher } from './filter.ts';
import { TEXT_FUNCTION, createMatches, type Matches } from './matches.ts';

/** Lists that are kept, each at most 8 bytes a record. */
const MOST_KEPT = 4;

export interface MatchingLists {
  /** The list of a filter, which may have to be brought up to date. */
  of(filter: AuditFilter): Matches;
  /** Forgets all lists. */
  clear(): void;
}

/** Keeps the lists of the last few filters. Gives the connection a function that looks for a text. */
export const createMatchingLists = (db: Database): MatchingLists => {
  let sought = '';
  let isFound = textMatcher(sought);
  db.function(TEXT_FUNCTION, { deterministic: true }, (text: string, kind: string, body: string) => {
    if (text !== sought) {
      sought = text;
      isFound = textMatcher(text);
    }
    return isFound(kind, body) ? 1 : 0;
  });
  const kept = new Map<string, Matches>();
  return {
    of: (filter) => {
      const key = filterKey(filter);
      const matches = kept.get(key) ?? createMatches(db, filter);
      kept.delete(key);
      kept.set(key, matches);
      const oldest = kept.keys().next().value;
      if (kept.size > MOST_KEPT && oldest !== undefined) kept.delete(oldest);
      return matches;
    },
    clear: () => {
      kept.clear();
    },
  };
};
