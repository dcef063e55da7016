/** What to know before the policy is edited: faulty sources, who may change it, and whether somebody else just did. */
import { Alert, Button, List, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { PolicyView } from '../../../contract/policy-view.ts';

interface Props {
  readonly view: PolicyView;
  readonly isOvertaken: boolean;
  readonly onTakeNew: () => void;
}

export const PolicyNotes = ({ view: { problems, isSealed }, isOvertaken, onTakeNew }: Props) => {
  const { t, i18n } = useTranslation('policy');
  return (
    <Stack gap="sm">
      {problems.length > 0 && (
        <Alert color="red" title={t('problems')}>
          <List size="sm" {...(i18n.language === 'en' ? {} : { lang: 'en' })}>
            {problems.map((problem) => (
              <List.Item key={problem}>{problem}</List.Item>
            ))}
          </List>
        </Alert>
      )}
      {isOvertaken && (
        <Alert color="orange" role="alert" title={t('meanwhile.title')}>
          <Stack gap="sm" align="flex-start">
            <Text size="sm">{t('meanwhile.text')}</Text>
            <Button variant="default" onClick={onTakeNew}>
              {t('meanwhile.take')}
            </Button>
          </Stack>
        </Alert>
      )}
      <Text size="sm">{t(isSealed ? 'sealed' : 'unsealed')}</Text>
    </Stack>
  );
};
