/** The text that an answer is to, with the numbers and names of the policy in force. */
import { List, Stack, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Policy } from '../../../contract/policy.ts';
import { useFormat } from '../../parts/use-format.ts';
import { forwardersOf, recipientsOf } from './recipients.ts';

interface ChapterProps {
  readonly title: string;
  readonly points: readonly string[];
}

const Chapter = ({ title, points }: ChapterProps) => (
  <div>
    <Title order={3} size="h5">
      {title}
    </Title>
    <List spacing={4}>
      {points.map((point) => (
        <List.Item key={point}>{point}</List.Item>
      ))}
    </List>
  </div>
);

export const ConsentText = ({ policy, version }: { readonly policy: Policy; readonly version: number }) => {
  const { t } = useTranslation('enrolment');
  const { number } = useFormat();
  const { mode, retention, weights, applications, promptBelow, lockBelow, stepUp, session } = policy;
  const { windowDays, verdictDays, sessionDays, networkDays, auditDays, auditMegabytes } = retention;
  const told = recipientsOf(policy);
  const forwarders = forwardersOf(policy);
  const deciding = t(`consent.decides.${mode}`, {
    prompt: promptBelow,
    lock: lockBelow,
    seconds: stepUp.promptSeconds,
  });
  const wrong =
    policy.enforceWhen === 'established'
      ? t('consent.decides.established')
      : t('consent.decides.wrong', { days: number(1 / policy.falseLockBudgetPerDay, 1) });
  return (
    <Stack gap="sm">
      <Text>{t('consent.lead')}</Text>
      <Chapter
        title={t('consent.seen.title')}
        points={[t('consent.seen.keys'), t('consent.seen.slots'), t('consent.seen.memory')]}
      />
      <Chapter
        title={t('consent.kept.title')}
        points={[
          t('consent.kept.features'),
          t('consent.kept.sessions'),
          t('consent.kept.verdicts'),
          t('consent.kept.log'),
          t('consent.kept.honest'),
        ]}
      />
      <Chapter
        title={t('consent.never.title')}
        points={[
          t('consent.never.text'),
          t('consent.never.screen'),
          t('consent.never.places'),
          t('consent.never.work'),
          t(applications.length > 0 ? 'consent.never.application' : 'consent.never.noApplication'),
          t(weights.network > 0 ? 'consent.never.network' : 'consent.never.noNetwork'),
          t('consent.never.record'),
        ]}
      />
      <Chapter
        title={t('consent.long.title')}
        points={[
          t('consent.long.windows', { count: windowDays }),
          t('consent.long.verdicts', { count: verdictDays }),
          t('consent.long.sessions', { count: sessionDays }),
          t('consent.long.profile'),
          ...(weights.network > 0 ? [t('consent.long.networks', { count: networkDays })] : []),
          t('consent.long.log', { count: auditDays, size: number(auditMegabytes) }),
          t('consent.long.copies'),
        ]}
      />
      <Chapter
        title={t('consent.who.title')}
        points={[
          t('consent.who.machine'),
          t('consent.who.pages'),
          t('consent.who.administrator'),
          t('consent.who.auditor'),
          t('consent.who.system'),
          ...(told.length + forwarders.length === 0 ? [t('consent.who.nothing')] : []),
          ...(told.length > 0 ? [t('consent.who.leaves')] : []),
          ...told.map(({ channel, to }) => t(`consent.who.${channel}`, { to })),
          ...(forwarders.length > 0 ? [t('consent.who.forwards')] : []),
          ...(forwarders.length > 0 && policy.forwarding.hostname ? [t('consent.who.hostname')] : []),
          ...forwarders.map(({ forwarder, to }) => t(`consent.who.${forwarder}`, { to })),
        ]}
      />
      <Chapter
        title={t('consent.decides.title')}
        points={[
          deciding,
          t('consent.decides.inactivity', { minutes: number(session.inactivityLockSeconds / 60, 1) }),
          wrong,
          t('consent.decides.object'),
        ]}
      />
      <Text size="sm" c="dimmed">
        {t('consent.version', { version })}
      </Text>
    </Stack>
  );
};
