/** Names and meanings of settings, values and faults in the reader's language. */
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { POLICY_FIELDS } from '../../i18n/de/policy-fields.ts';
import { POLICY_LABELS } from '../../i18n/en/policy-fields.ts';
import { policy as texts } from '../../i18n/en/policy.ts';
import { useFormat } from '../../parts/use-format.ts';
import type { Fault } from './field-faults.ts';
import { nodeAt } from './schema-node.ts';

type Choice = keyof (typeof texts)['choices'];

export interface FieldTexts {
  /** @param path without the numbers of entries. */
  readonly label: (path: string) => string;
  readonly description: (path: string, ofSchema?: string) => string;
  readonly choice: (value: string) => string;
  /** Any value of the policy, in words. */
  readonly shown: (value: unknown) => string;
  readonly fault: (fault: Fault, under: string) => string;
}

const isChoice = (value: string): value is Choice => Object.hasOwn(texts.choices, value);

export const useFieldTexts = (): FieldTexts => {
  const { t, i18n } = useTranslation('policy');
  const { t: tc } = useTranslation('common');
  const { number } = useFormat();
  const isGerman = i18n.language === 'de';
  return useMemo(() => {
    const choice = (value: string): string => (isChoice(value) ? t(`choices.${value}`) : value);
    const shown = (value: unknown): string => {
      if (value === null || value === undefined || value === '') return t('none');
      if (typeof value === 'boolean') return value ? tc('yes') : tc('no');
      if (typeof value === 'number') return number(value, 4);
      if (typeof value === 'string') return choice(value);
      if (Array.isArray(value) && value.every((each) => typeof each === 'string')) {
        return value.length === 0 ? t('none') : value.map(choice).join(', ');
      }
      return JSON.stringify(value);
    };
    return {
      label: (path) => (isGerman ? POLICY_FIELDS[path]?.label : POLICY_LABELS[path]) ?? path,
      description: (path, ofSchema) =>
        (isGerman ? POLICY_FIELDS[path]?.description : (ofSchema ?? nodeAt(path).description)) ?? '',
      choice,
      shown,
      fault: ({ path, key, values }, under) => {
        const sentence = t(`faults.${key}`, values);
        const entry = /^\d+/.exec(path.slice(under.length + 1))?.[0];
        return entry === undefined ? sentence : t('faults.entry', { number: Number(entry) + 1, fault: sentence });
      },
    };
  }, [t, tc, isGerman, number]);
};
