/** Which records a command is about, as options. */
import { InvalidArgumentError, type Command } from 'commander';
import type { AuditFilter } from '../../../../contract/audit-reading.ts';
import { CodedError } from '../../../../contract/result.ts';

export interface FilterOptions {
  readonly kind?: readonly string[] | undefined;
  readonly from?: string | null | undefined;
  readonly to?: string | null | undefined;
  readonly text?: string | undefined;
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const ZONE = /(Z|[+-]\d{2}:\d{2})$/;
const TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?(Z|[+-]\d{2}:\d{2})$/;
const MOST_TEXT = 200;

const isReal = (day: string): boolean => {
  const read = new Date(`${day}T00:00:00Z`);
  // A day that a month does not have is taken for one of the next.
  return !Number.isNaN(read.getTime()) && read.toISOString().startsWith(day);
};

/**
 * A time as people give it, as ISO 8601 in UTC to the second: a day stands for its beginning or its end; a time without
 * a zone is UTC, as all times of the log are.
 */
const timeOf =
  (ofDay: '00:00:00' | '23:59:59') =>
  (text: string): string => {
    const whole = DAY.test(text) ? `${text}T${ofDay}Z` : ZONE.test(text) ? text : `${text}Z`;
    const ms = TIME.test(whole) && isReal(text.slice(0, 10)) ? Date.parse(whole) : Number.NaN;
    if (Number.isNaN(ms)) {
      throw new InvalidArgumentError('It must be a day (2026-11-21) or a time in UTC (2026-11-21T08:30:00Z).');
    }
    return new Date(ms).toISOString().replace('.000Z', 'Z');
  };

const addKinds = (text: string, before: readonly string[] = []): readonly string[] => [
  ...before,
  ...text.split(',').filter((kind) => kind !== ''),
];

const shortText = (text: string): string => {
  if (text.length > MOST_TEXT) throw new InvalidArgumentError(`It may have at most ${String(MOST_TEXT)} characters.`);
  return text;
};

export const addFilterOptions = (command: Command): Command =>
  command
    .option('--kind <kind[,kind...]>', 'only records of these kinds', addKinds)
    .option('--from <time>', 'not before this day or time (UTC)', timeOf('00:00:00'))
    .option('--to <time>', 'not after this day or time (UTC)', timeOf('23:59:59'))
    .option('--text <text>', 'only records with this text in kind or body, whatever the case', shortText);

export const filterOf = ({ kind = [], from = null, to = null, text = '' }: FilterOptions): AuditFilter => {
  if (from !== null && to !== null && from > to) {
    throw new CodedError('usage', `--from ${from} is after --to ${to}. Exchange them.`);
  }
  return { kinds: [...kind], from, to, text };
};

/** A kind that does not exist would find nothing, and nobody would know why. */
export const checkKinds = ({ kinds }: AuditFilter, known: readonly string[]): void => {
  const unknown = kinds.find((kind) => !known.includes(kind));
  if (unknown === undefined) return;
  throw new CodedError('usage', `There is no kind "${unknown}". There are: ${known.join(', ')}.`);
};
