/** Administrator and auditor: who is set, where, and a new passphrase. */
import { Alert } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useAnswer } from '../../bridge/use-answer.ts';
import { Answered } from '../../parts/answered.tsx';
import { Section } from '../../parts/section.tsx';
import { RolePart } from './role-part.tsx';

export const RolesSection = () => {
  const { t } = useTranslation('signIn');
  const answer = useAnswer('role.list', {});
  return (
    <Section title={t('roles.title')} intro={t('roles.intro')}>
      <Answered answer={answer}>
        {({ roles }) => {
          const hasAdministrator = roles.some(({ role, isSet }) => role === 'administrator' && isSet);
          return (
            <>
              {!hasAdministrator && (
                <Alert role="note" color="orange" title={t('roles.first.title')}>
                  {t('roles.first.text')}
                </Alert>
              )}
              {roles.map((status) => (
                <RolePart key={status.role} status={status} hasAdministrator={hasAdministrator} />
              ))}
            </>
          );
        }}
      </Answered>
    </Section>
  );
};
