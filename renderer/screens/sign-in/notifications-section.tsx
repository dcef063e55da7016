/** The channels by which somebody is told of events, and a test of each. */
import { Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useAnswer } from '../../bridge/use-answer.ts';
import { Answered } from '../../parts/answered.tsx';
import { Section } from '../../parts/section.tsx';
import { ChannelPart } from './channel-part.tsx';

const REFRESH_MS = 10_000;

export const NotificationsSection = () => {
  const { t } = useTranslation('signIn');
  const answer = useAnswer('notifications.show', {}, { everyMs: REFRESH_MS });
  return (
    <Section title={t('notifications.title')} intro={t('notifications.intro')}>
      <Answered answer={answer}>
        {({ channels }) => (
          <Stack gap="md">
            {channels.map((state) => (
              <ChannelPart key={state.channel} state={state} />
            ))}
          </Stack>
        )}
      </Answered>
    </Section>
  );
};
