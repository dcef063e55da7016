/** What an employee can prove it by, and a code by mail. */
import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useAnswer } from '../bridge/use-answer.ts';
import { MailCode } from '../parts/mail-code.tsx';

export const EmployeeHelp = ({ onAnswered }: { readonly onAnswered: () => void }) => {
  const { t, i18n } = useTranslation('code');
  const { t: common } = useTranslation('common');
  const { value: setUp } = useAnswer('step-up.status', {});
  if (setUp === undefined) return null;
  const { usable } = setUp;
  if (usable.length === 0) return <Text size="sm">{t('field.noneUsable')}</Text>;
  const accepted = new Intl.ListFormat(i18n.language, { type: 'disjunction' }).format(
    usable.map((method) => common(`methods.${method}`)),
  );
  return (
    <>
      <Text size="sm">{t('field.accepted', { accepted })}</Text>
      {usable.includes('email') && <MailCode isMailed={false} onAnswered={onAnswered} />}
    </>
  );
};
