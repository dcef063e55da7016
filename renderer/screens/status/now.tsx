/** The agent's state in a plain sentence, what is to be done, and whether it would act. */
import { List, Text } from '@mantine/core';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { AgentState, Status } from '../../../contract/ipc.ts';
import type { Policy } from '../../../contract/policy.ts';
import { MODALITIES } from '../../../contract/verdict.ts';
import type { Screen } from '../../../contract/windows.ts';
import { AgentSentence } from '../../parts/agent-sentence.tsx';
import { PageLink } from '../../parts/page-link.tsx';
import { Section } from '../../parts/section.tsx';
import { useFormat } from '../../parts/use-format.ts';

/** Where somebody finds more, or does what is to be done. */
const FURTHER: Readonly<Partial<Record<AgentState, Screen>>> = {
  starting: 'diagnostics',
  learning: 'enrolment',
  doubtful: 'help',
  locked: 'help',
  unconsented: 'enrolment',
  degraded: 'diagnostics',
};

/** What a doubt would lead to: by the mode, and in `enforce` by whether anything is known well enough. */
const actingOf = (
  { mode, enrolment }: Status,
  policy: Policy | undefined,
): 'learn' | 'shadow' | 'notReady' | 'ready' => {
  if (mode !== 'enforce') return mode;
  const isReady = MODALITIES.some((modality) => {
    const { established, withinBudget } = enrolment[modality];
    return established && (withinBudget || policy?.enforceWhen === 'established');
  });
  return isReady ? 'ready' : 'notReady';
};

interface Props {
  readonly status: Status;
  readonly policy: Policy | undefined;
}

/** All of the status that is said here. */
const said = ({ status, policy }: Props): string => {
  const { state, pausedUntil, accommodatedUntil, sensor, warnings } = status;
  return JSON.stringify([state, pausedUntil, accommodatedUntil, sensor.reason, warnings, actingOf(status, policy)]);
};

/** Shown anew only when it says something else: the status comes with every count. */
export const Now = memo(
  function Now({ status, policy }: Props) {
    const { t } = useTranslation('status');
    const { time, date } = useFormat();
    const { state, pausedUntil, accommodatedUntil, sensor, warnings } = status;
    const ends = pausedUntil === null ? null : time(pausedUntil);
    const until = ends ?? (accommodatedUntil === null ? '' : date(accommodatedUntil));
    const further = FURTHER[state];
    return (
      <Section title={t('now.title')}>
        <div role="status">
          <Text size="xl" fw={600}>
            {t(`now.${state}`, { until })}
          </Text>
        </div>
        <Text>{t(`todo.${state}`)}</Text>
        {state === 'degraded' && sensor.reason !== '' && <AgentSentence sentence={sensor.reason} />}
        <Text size="sm" c="dimmed">
          {t(`acts.${actingOf(status, policy)}`)}
        </Text>
        {further !== undefined && <PageLink screen={further} />}
        {warnings.length > 0 && (
          <>
            <Text fw={600}>{t('warnings')}</Text>
            <List withPadding>
              {warnings.map((sentence) => (
                <List.Item key={sentence}>
                  <AgentSentence sentence={sentence} />
                </List.Item>
              ))}
            </List>
          </>
        )}
      </Section>
    );
  },
  (one, other) => said(one) === said(other),
);
