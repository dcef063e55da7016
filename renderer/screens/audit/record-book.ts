/**
 * The records of one filter that have been fetched. The log only grows, so a record is known by its place counted from
 * the oldest (its ordinal), which stays when newer ones are added; the agent counts from the newest.
 */
import { AUDIT_PAGE, type AuditPage } from '../../../contract/audit-reading.ts';
import type { AuditRecord } from '../../../contract/audit.ts';

export interface Span {
  readonly offset: number;
  readonly limit: number;
}

export interface RecordBook {
  /** How many there are, as last told. */
  readonly total: () => number;
  readonly at: (ordinal: number) => AuditRecord | undefined;
  readonly put: (page: AuditPage) => void;
  /** Whether all records of a page are there that there can be below `total`. */
  readonly isWhole: (page: number, total: number) => boolean;
  /** What to ask the agent for, to get a page. */
  readonly spanOf: (page: number) => Span;
}

/** Pages that are kept; those that were fetched longest ago go first. */
const MOST_PAGES = 60;

export const pageOf = (ordinal: number): number => Math.floor(ordinal / AUDIT_PAGE);

export const createRecordBook = (): RecordBook => {
  const pages = new Map<number, (AuditRecord | undefined)[]>();
  let total = 0;
  const at = (ordinal: number): AuditRecord | undefined => pages.get(pageOf(ordinal))?.[ordinal % AUDIT_PAGE];
  return {
    total: () => total,
    at,
    put: (page) => {
      // A log that is shorter than it was has been tampered with: every place is another now.
      if (page.total < total) pages.clear();
      total = page.total;
      for (const [index, record] of page.records.entries()) {
        const ordinal = page.total - 1 - page.offset - index;
        const number = pageOf(ordinal);
        const held = pages.get(number) ?? [];
        held[ordinal % AUDIT_PAGE] = record;
        pages.delete(number);
        pages.set(number, held);
      }
      for (const number of [...pages.keys()].slice(0, Math.max(0, pages.size - MOST_PAGES))) pages.delete(number);
    },
    isWhole: (page, upTo) => {
      const first = page * AUDIT_PAGE;
      const end = Math.min(first + AUDIT_PAGE, upTo);
      for (let ordinal = first; ordinal < end; ordinal += 1) if (at(ordinal) === undefined) return false;
      return true;
    },
    spanOf: (page) => {
      const newest = Math.min((page + 1) * AUDIT_PAGE, total) - 1;
      return { offset: total - 1 - newest, limit: newest - page * AUDIT_PAGE + 1 };
    },
  };
};
