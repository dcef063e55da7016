/** Numbers, times and stretches of time as the reader's language writes them. */
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';

const STEPS = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1_000],
] as const;

export interface Format {
  readonly number: (value: number, digits?: number) => string;
  /** Of 1. */
  readonly percent: (share: number) => string;
  readonly date: (iso: string) => string;
  readonly time: (iso: string) => string;
  readonly dateTime: (iso: string) => string;
  /** "3 minutes ago". */
  readonly ago: (iso: string, nowMs: number) => string;
  /** "4 minutes", in its largest whole unit. */
  readonly duration: (ms: number) => string;
  readonly bytes: (count: number) => string;
}

const largest = (ms: number): readonly [(typeof STEPS)[number][0], number] => {
  const [unit, size] = STEPS.find(([, step]) => Math.abs(ms) >= step) ?? STEPS[3];
  return [unit, Math.round(ms / size)];
};

export const createFormat = (language: string): Format => {
  const format = (options: Intl.DateTimeFormatOptions) => {
    const formatter = new Intl.DateTimeFormat(language, options);
    return (iso: string) => formatter.format(new Date(iso));
  };
  const relative = new Intl.RelativeTimeFormat(language, { numeric: 'auto' });
  return {
    number: (value, digits = 0) => new Intl.NumberFormat(language, { maximumFractionDigits: digits }).format(value),
    percent: (share) => new Intl.NumberFormat(language, { style: 'percent' }).format(share),
    date: format({ dateStyle: 'medium' }),
    time: format({ timeStyle: 'short' }),
    dateTime: format({ dateStyle: 'medium', timeStyle: 'medium' }),
    ago: (iso, nowMs) => {
      const [unit, count] = largest(new Date(iso).getTime() - nowMs);
      return relative.format(count, unit);
    },
    duration: (ms) => {
      const [unit, count] = largest(ms);
      return new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'long' }).format(count);
    },
    bytes: (count) => {
      const unit = count < 1e6 ? 'kilobyte' : 'megabyte';
      const value = count / (count < 1e6 ? 1e3 : 1e6);
      return new Intl.NumberFormat(language, { style: 'unit', unit, maximumFractionDigits: 1 }).format(value);
    },
  };
};

export const useFormat = (): Format => {
  const { i18n } = useTranslation();
  return useMemo(() => createFormat(i18n.language), [i18n.language]);
};
