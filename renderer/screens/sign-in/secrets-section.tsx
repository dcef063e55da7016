/** Passwords that the agent uses and never shows again. */
import { useTranslation } from 'react-i18next';
import { SECRETS_TO_SET } from '../../../contract/access.ts';
import type { Policy } from '../../../contract/policy.ts';
import { Section } from '../../parts/section.tsx';
import { SecretForm } from './secret-form.tsx';

type SecretName = (typeof SECRETS_TO_SET)[number];

/** Whether the policy names what the secret is for. */
const wantedBy = ({ mail, notifications, forwarding }: Policy): Readonly<Record<SecretName, boolean>> => ({
  smtp: mail !== null && mail.user !== null,
  webhook: notifications.webhook !== null,
  elastic: forwarding.elastic !== null,
  otlp: forwarding.otlp !== null,
});

export const SecretsSection = ({ policy }: { readonly policy: Policy }) => {
  const { t } = useTranslation('signIn');
  const isWanted = wantedBy(policy);
  return (
    <Section title={t('secrets.title')} intro={t('secrets.intro')}>
      {SECRETS_TO_SET.map((name) => (
        <SecretForm key={name} name={name} isWanted={isWanted[name]} />
      ))}
    </Section>
  );
};
