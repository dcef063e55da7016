/** The filter as it is filled in, and as the agent takes it. */
import type { AuditFilter } from '../../../contract/audit-reading.ts';

/** Times as a field for date and time has them: local, to the minute; empty: open. */
export interface FilterForm {
  readonly kinds: readonly string[];
  readonly from: string;
  readonly to: string;
  readonly text: string;
}

export const OPEN_FILTER: FilterForm = { kinds: [], from: '', to: '', text: '' };

const LAST_OF_MINUTE_MS = 59_999;

const isoOf = (local: string, addMs: number): string | null => {
  const ms = local === '' ? Number.NaN : new Date(local).getTime();
  return Number.isNaN(ms) ? null : new Date(ms + addMs).toISOString();
};

/** The last minute is in it as a whole. */
export const filterOf = ({ kinds, from, to, text }: FilterForm): AuditFilter => ({
  kinds: [...kinds],
  from: isoOf(from, 0),
  to: isoOf(to, LAST_OF_MINUTE_MS),
  text: text.trim(),
});

export const isBackwards = ({ from, to }: FilterForm): boolean => from !== '' && to !== '' && to < from;
