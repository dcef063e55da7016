/** Passwords that the agent uses and never shows again. */
import { useTranslation } from 'react-i18next';
import { SECRETS_TO_SET } from '../../../contract/access.ts';
import type { Policy } from '../../../contract/policy.ts';
import { Section } from '../../parts/section.tsx';
import { SecretForm } from './secret-form.tsx';

/** Whether the policy names what the secret is for. */
const isWanted = ({ mail, notifications }: Policy, name: (typeof SECRETS_TO_SET)[number]): boolean =>
  name === 'smtp' ? mail !== null && mail.user !== null : notifications.webhook !== null;

export const SecretsSection = ({ policy }: { readonly policy: Policy }) => {
  const { t } = useTranslation('signIn');
  return (
    <Section title={t('secrets.title')} intro={t('secrets.intro')}>
      {SECRETS_TO_SET.map((name) => (
        <SecretForm key={name} name={name} isWanted={isWanted(policy, name)} />
      ))}
    </Section>
  );
};
