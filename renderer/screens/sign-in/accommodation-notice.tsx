/** Tells the employee that an accommodation runs, and what it means; nothing where there is none. */
import { Alert, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useAnswer } from '../../bridge/use-answer.ts';
import { useFormat } from '../../parts/use-format.ts';

export const AccommodationNotice = () => {
  const { t } = useTranslation('signIn');
  const { dateTime } = useFormat();
  const { value } = useAnswer('accommodation.show', {});
  if (value === undefined || value.until === null) return null;
  return (
    <Alert role="note" color="grape" title={t('accommodation.running', { until: dateTime(value.until) })}>
      <Text size="sm">{t('accommodation.meaning')}</Text>
    </Alert>
  );
};
