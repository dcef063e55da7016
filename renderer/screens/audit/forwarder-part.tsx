/** One forwarder: where to, how far it is, what failed, and a test. */
import { Alert, Button, Group, Stack, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ForwarderState } from '../../../contract/forwarding.ts';
import { useAct } from '../../bridge/use-act.ts';
import { useForget } from '../../bridge/use-answer.ts';
import { AgentSentence } from '../../parts/agent-sentence.tsx';
import { Facts } from '../../parts/facts.tsx';
import { ProblemNote } from '../../parts/problem-note.tsx';
import { useFormat } from '../../parts/use-format.ts';

export const ForwarderPart = ({ state }: { readonly state: ForwarderState }) => {
  const { t } = useTranslation('audit');
  const { number, dateTime, time } = useFormat();
  const { act, isBusy, problem: refusal } = useAct('forwarding.test');
  const forget = useForget();
  const [outcome, setOutcome] = useState<{ readonly ok: boolean; readonly message: string } | null>(null);
  const { forwarder, destination, waiting, deliveredSeq, problem, nextAttemptAt, lastDeliveredAt } = state;
  const name = t(`terms.forwarder.${forwarder}`);
  const test = async (): Promise<void> => {
    setOutcome(null);
    const answer = await act({ forwarder });
    if (!answer.ok) return;
    setOutcome(answer.value);
    await forget('forwarding.show');
  };
  return (
    <Stack gap={4} component="section" aria-label={name}>
      <Title order={3} size="h5">
        {name}
      </Title>
      <Facts
        rows={[
          [t('forwarding.destination'), <span style={{ overflowWrap: 'anywhere' }}>{destination ?? '–'}</span>],
          [
            t('forwarding.delivered'),
            deliveredSeq === 0 ? t('forwarding.nothingYet') : t('forwarding.upTo', { seq: number(deliveredSeq) }),
          ],
          [t('forwarding.waiting'), number(waiting)],
          [t('forwarding.last'), lastDeliveredAt === null ? '–' : dateTime(lastDeliveredAt)],
        ]}
      />
      {problem !== null && (
        <Alert role="note" color="orange" title={t('forwarding.failed')}>
          <AgentSentence sentence={problem} />
          {nextAttemptAt !== null && <Text size="sm">{t('forwarding.next', { at: time(nextAttemptAt) })}</Text>}
        </Alert>
      )}
      <Group>
        <Button
          variant="default"
          size="xs"
          loading={isBusy}
          aria-label={t('forwarding.testOf', { name })}
          onClick={() => void test()}
        >
          {t('forwarding.test')}
        </Button>
      </Group>
      <div role="status">
        {outcome !== null && (
          <Alert
            role="note"
            color={outcome.ok ? 'green' : 'red'}
            title={t(outcome.ok ? 'forwarding.reached' : 'forwarding.notReached')}
          >
            <AgentSentence sentence={outcome.message} />
          </Alert>
        )}
      </div>
      {refusal !== null && <ProblemNote problem={refusal} />}
    </Stack>
  );
};
