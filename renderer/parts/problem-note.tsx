/** What went wrong, in the reader's language, with the agent's own sentence. */
import { Alert, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Problem } from '../bridge/problem.ts';

export const ProblemNote = ({ problem }: { readonly problem: Problem }) => {
  const { t, i18n } = useTranslation('common');
  const isEnglish = i18n.language === 'en';
  return (
    <Alert color="red" role="alert" data-problem={problem.code} title={t(`errors.${problem.code}`)}>
      <Text size="sm" {...(isEnglish ? {} : { lang: 'en' })}>
        {problem.message}
      </Text>
    </Alert>
  );
};
