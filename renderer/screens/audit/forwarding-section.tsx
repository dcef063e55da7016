/** Where the policy has the log sent, and how far each receiver is. */
import { Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useAnswer } from '../../bridge/use-answer.ts';
import { Answered } from '../../parts/answered.tsx';
import { Section } from '../../parts/section.tsx';
import { ForwarderPart } from './forwarder-part.tsx';

const REFRESH_MS = 5_000;

export const ForwardingSection = () => {
  const { t } = useTranslation('audit');
  const answer = useAnswer('forwarding.show', {}, { everyMs: REFRESH_MS });
  return (
    <Section title={t('forwarding.title')} intro={t('forwarding.intro')}>
      <Answered answer={answer}>
        {({ forwarders }) => {
          const used = forwarders.filter(({ enabled }) => enabled);
          return used.length === 0 ? (
            <Text>{t('forwarding.none')}</Text>
          ) : (
            <Stack gap="md">
              {used.map((state) => (
                <ForwarderPart key={state.forwarder} state={state} />
              ))}
            </Stack>
          );
        }}
      </Answered>
    </Section>
  );
};
