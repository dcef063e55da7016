/** What is fixed about a setting: range, unit, default, and its path in documents. */
import { Code, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { SettingField } from '../../../contract/setting-fields.ts';
import { useFormat } from '../../parts/use-format.ts';
import { unitOf } from './fields.ts';
import { useFieldTexts } from './use-field-texts.ts';

interface Props {
  readonly field: SettingField;
  readonly inForce: unknown;
  readonly isChanged: boolean;
}

export const FieldFacts = ({ field: { path, minimum, maximum, initial }, inForce, isChanged }: Props) => {
  const { t } = useTranslation('policy');
  const { number } = useFormat();
  const { shown } = useFieldTexts();
  const unit = unitOf(path);
  const range =
    minimum !== null && maximum !== null
      ? t('range', { minimum: number(minimum, 2), maximum: number(maximum, 2) })
      : minimum !== null
        ? t('atLeast', { minimum: number(minimum, 2) })
        : null;
  const facts = [
    ...(range === null ? [] : [unit === null ? range : `${range} ${t(`units.${unit}`)}`]),
    t('isDefault', { value: shown(initial) }),
    ...(isChanged ? [t('inForce', { value: shown(inForce) })] : []),
  ];
  return (
    <>
      <Text size="xs" c="dimmed">
        {facts.join(' · ')}
      </Text>
      <Code>{path}</Code>
    </>
  );
};
