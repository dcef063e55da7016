/** What a record says, in the reader's language. Kinds and words that the page does not know are shown as they are. */
import type { i18n } from 'i18next';
import type { AuditRecord } from '../../../contract/audit.ts';

/** Texts whose keys come from records. */
interface RecordTexts {
  readonly language: string;
  readonly exists: (key: string) => boolean;
  readonly t: (key: string, values?: object) => string;
}

export const recordTexts = (texts: i18n): RecordTexts => {
  // Which keys there are is asked before each use.
  const t = texts.t as unknown as RecordTexts['t'];
  return {
    language: texts.language,
    exists: (key) => texts.exists(`audit:${key}`),
    t: (key, values) => t(`audit:${key}`, values),
  };
};

/** What was wrong with the log, not with a code. */
const LOG_FAULT = 'logFault';

/** Under which name the words of a field stand. */
export const termName = (kind: string, name: string): string =>
  kind === 'audit-fault-found' && name === 'fault' ? LOG_FAULT : name;

const numberIn = (texts: RecordTexts, value: number): string =>
  new Intl.NumberFormat(texts.language, { maximumFractionDigits: 2 }).format(value);

const wordIn = (texts: RecordTexts, name: string, word: string): string => {
  // Words hold no dot, which would be a way into other texts.
  const key = name === LOG_FAULT ? `verify.faults.${word}.name` : `terms.${name}.${word}`;
  return /^[a-z-]+$/.test(word) && texts.exists(key) ? texts.t(key) : word;
};

/** How many of each kind. */
const countsIn = (texts: RecordTexts, name: string, counts: object): string =>
  Object.entries(counts)
    .map(([kind, count]) => `${wordIn(texts, name, kind)}: ${numberIn(texts, Number(count))}`)
    .join(', ');

/** One value in words; `name` is that of its field. */
export const wordFor = (texts: RecordTexts, name: string, value: unknown): string => {
  if (value === null || value === undefined) return '–';
  if (typeof value === 'number') return numberIn(texts, value);
  if (typeof value === 'string') return wordIn(texts, name, value);
  return name === 'removed' && typeof value === 'object' ? countsIn(texts, name, value) : JSON.stringify(value);
};

/** Which of a kind's sentences fits. */
const variantOf = ({ kind, body }: AuditRecord): string => {
  if (body.ok === false) return '_failed';
  if (kind === 'decision' && body.withheld !== null && body.withheld !== undefined) return '_withheld';
  if (kind === 'codes-blocked' && body.waitSeconds === null) return '_exhausted';
  if (kind === 'user-switched' && body.away === true) return '_away';
  if (kind === 'excluded' && body.by === 'nothing') return '_over';
  if (kind === 'audit-fault-found' && body.seq === 0) return '_whole';
  if (kind === 'ended' && body.isAuthorised === false) return '_unauthorised';
  return '';
};

export const kindName = (texts: RecordTexts, kind: string): string =>
  texts.exists(`kinds.${kind}`) ? texts.t(`kinds.${kind}`) : kind;

export const fieldName = (texts: RecordTexts, name: string): string =>
  texts.exists(`fields.${name}`) ? texts.t(`fields.${name}`) : name;

export const recordSentence = (texts: RecordTexts, record: AuditRecord): string => {
  const key = `sentences.${record.kind}`;
  if (!texts.exists(key)) return `${record.kind} ${JSON.stringify(record.body)}`;
  const variant = `${key}${variantOf(record)}`;
  const values = Object.fromEntries(
    Object.entries(record.body).map(([name, value]) => [name, wordFor(texts, termName(record.kind, name), value)]),
  );
  return texts.t(texts.exists(variant) ? variant : key, values).trim();
};
