/** What an audit filter lets through. Databases narrow it down by their own means, and mean the same. */
import type { AuditFilter } from '../../contract/audit-reading.ts';
import { canonicalJson } from '../audit-proof/canonical-json.ts';
import type { AuditRow } from './record-row.ts';

const SECOND_MS = 1_000;

const isoSecond = (seconds: number): string => new Date(seconds * SECOND_MS).toISOString().replace('.000Z', 'Z');

/** The first and the last full second within the filter's time, in the form of the records; null: open. */
export const secondsOf = ({ from, to }: AuditFilter): { readonly from: string | null; readonly to: string | null } => ({
  from: from === null ? null : isoSecond(Math.ceil(Date.parse(from) / SECOND_MS)),
  to: to === null ? null : isoSecond(Math.floor(Date.parse(to) / SECOND_MS)),
});

/**
 * Whether a text is in the kind or body, whatever the case. A body is JSON text: what a person reads there as `C:\x`
 * or `"yes"` stands escaped in it, and both forms are found.
 */
export const textMatcher = (text: string): ((kind: string, body: string) => boolean) => {
  const plain = text.toLowerCase();
  const escaped = JSON.stringify(text).slice(1, -1).toLowerCase();
  return (kind, body) => {
    const folded = body.toLowerCase();
    return (
      folded.includes(plain) || (escaped !== plain && folded.includes(escaped)) || kind.toLowerCase().includes(plain)
    );
  };
};

/** Whether the filter lets everything through. */
export const isOpen = ({ kinds, from, to, text }: AuditFilter): boolean =>
  kinds.length === 0 && from === null && to === null && text === '';

/** The same for filters that mean the same. */
export const filterKey = (filter: AuditFilter): string =>
  canonicalJson({
    ...secondsOf(filter),
    kinds: [...new Set(filter.kinds)].sort(),
    text: filter.text.toLowerCase(),
  });

export const matcherOf = (filter: AuditFilter): ((row: AuditRow) => boolean) => {
  const { from, to } = secondsOf(filter);
  const hasText = filter.text === '' ? () => true : textMatcher(filter.text);
  return ({ at, kind, body }) =>
    (filter.kinds.length === 0 || filter.kinds.includes(kind)) &&
    (from === null || at >= from) &&
    (to === null || at <= to) &&
    hasText(kind, body);
};
