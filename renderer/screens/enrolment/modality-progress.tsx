/** How far one of the two is learned, what is missing, and how often it is expected to be wrong. */
import { Progress, Stack, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { History } from '../../../contract/history.ts';
import type { Enrolment } from '../../../contract/ipc.ts';
import type { Policy } from '../../../contract/policy.ts';
import type { Modality } from '../../../contract/verdict.ts';
import { useFormat } from '../../parts/use-format.ts';
import { actionsMissing, minutesMissing } from './missing.ts';
import { wrongLocks } from './wrong-locks.ts';

interface Props {
  readonly modality: Modality;
  readonly enrolment: Enrolment;
  readonly policy: Policy;
  readonly history: History | undefined;
}

export const ModalityProgress = ({ modality, enrolment, policy, history }: Props) => {
  const { t } = useTranslation('enrolment');
  const common = useTranslation('common');
  const { number, percent } = useFormat();
  const { established, windows, windowsNeeded, progress, falseLocksPerDay, withinBudget } = enrolment;
  const name = common.t(`modalities.${modality}`);
  const missing = Math.max(0, windowsNeeded - windows);
  const minutes = minutesMissing(history?.points ?? [], modality, missing);
  const expected = falseLocksPerDay === null ? null : wrongLocks(falseLocksPerDay);
  const beyond = policy.enforceWhen === 'established' ? 'progress.beyondActs' : 'progress.beyond';
  return (
    <Stack gap={6}>
      <Title order={3} size="h5">
        {name}
      </Title>
      <Progress
        value={100 * progress}
        size="lg"
        aria-label={t('progress.bar', { modality: name, percent: percent(progress) })}
        color={established ? 'green' : 'blue'}
      />
      <Text fw={600}>
        {t(established ? 'progress.whole' : 'progress.windows', {
          done: number(windows),
          needed: number(windowsNeeded),
        })}
      </Text>
      <Text>{t(established ? 'progress.established' : 'progress.learning')}</Text>
      {!established && missing === 0 && <Text>{t('progress.building')}</Text>}
      {!established && missing > 0 && (
        <>
          <Text>
            {t(`progress.${modality}Missing`, { count: missing, actions: number(actionsMissing(modality, missing)) })}
          </Text>
          {minutes !== null && <Text>{t(`progress.${modality}Time`, { count: minutes })}</Text>}
        </>
      )}
      {established && expected !== null && (
        <>
          <Text>
            {expected.key === 'perDay'
              ? t('progress.perDay', { count: Math.round(expected.value), rate: number(expected.value, 1) })
              : t(`progress.${expected.key}`, { count: expected.value })}{' '}
            {t(withinBudget ? 'progress.within' : beyond)}
          </Text>
          <Text size="sm" c="dimmed">
            {t('progress.caveat')}
          </Text>
        </>
      )}
    </Stack>
  );
};
