/** One channel: whether the policy names it, what waits, what failed, and a test. */
import { Alert, Button, Group, Stack, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ChannelState } from '../../../contract/notification.ts';
import { useAct } from '../../bridge/use-act.ts';
import { useForget } from '../../bridge/use-answer.ts';
import { AgentSentence } from '../../parts/agent-sentence.tsx';
import { ProblemNote } from '../../parts/problem-note.tsx';
import { useFormat } from '../../parts/use-format.ts';

interface Outcome {
  readonly ok: boolean;
  readonly message: string;
}

export const ChannelPart = ({ state }: { readonly state: ChannelState }) => {
  const { t } = useTranslation('signIn');
  const { dateTime, time } = useFormat();
  const { act, isBusy, problem: refusal } = useAct('notifications.test');
  const forget = useForget();
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const { channel, enabled, waiting, dropped, problem, nextAttemptAt, lastDeliveredAt } = state;
  const name = t(`notifications.channels.${channel}`);
  const test = async (): Promise<void> => {
    setOutcome(null);
    const answer = await act({ channel });
    if (!answer.ok) return;
    setOutcome(answer.value);
    await forget('notifications.show');
  };
  return (
    <Stack gap={4}>
      <Title order={3} size="h5">
        {name}
      </Title>
      <Text size="sm">
        {t(enabled ? 'notifications.on' : 'notifications.off')}{' '}
        {lastDeliveredAt !== null && t('notifications.last', { at: dateTime(lastDeliveredAt) })}{' '}
        {waiting > 0 && t('notifications.waiting', { count: waiting })}{' '}
        {dropped > 0 && t('notifications.dropped', { count: dropped })}
      </Text>
      {problem !== null && (
        <Alert role="note" color="orange" title={t('notifications.failed')}>
          <AgentSentence sentence={problem} />
          {nextAttemptAt !== null && <Text size="sm">{t('notifications.next', { at: time(nextAttemptAt) })}</Text>}
        </Alert>
      )}
      <Group>
        <Button
          variant="default"
          size="xs"
          loading={isBusy}
          aria-label={t('notifications.testOf', { name })}
          onClick={() => void test()}
        >
          {t('notifications.test')}
        </Button>
      </Group>
      <div role="status">
        {outcome !== null && (
          <Alert
            role="note"
            color={outcome.ok ? 'green' : 'red'}
            title={t(outcome.ok ? 'notifications.sent' : 'notifications.notSent')}
          >
            <AgentSentence sentence={outcome.message} />
          </Alert>
        )}
      </div>
      {refusal !== null && <ProblemNote problem={refusal} />}
    </Stack>
  );
};
