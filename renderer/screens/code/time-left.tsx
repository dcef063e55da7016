/** How long the question is open: as a number and a bar, and by voice when it gets short. */
import { Group, Progress, Text, VisuallyHidden } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { CodePrompt } from '../../../contract/step-up.ts';
import { countdownText } from '../../parts/countdown.ts';
import { secondsLeft } from '../../parts/seconds-left.ts';
import { useNow } from '../../parts/use-now.ts';
import { spokenSeconds } from './spoken-seconds.ts';

const TICK_MS = 250;
const SHORT_SECONDS = 10;

export const TimeLeft = ({ prompt }: { readonly prompt: Pick<CodePrompt, 'openedAt' | 'until'> }) => {
  const { t, i18n } = useTranslation('code');
  const now = useNow(TICK_MS);
  const left = secondsLeft(prompt.until, now);
  const total = secondsLeft(prompt.until, Date.parse(prompt.openedAt));
  const spoken = spokenSeconds(left);
  const text = left === 0 ? t('time.over') : countdownText(left, i18n.language);
  return (
    <div>
      <Group justify="space-between" gap="xs">
        <Text size="sm">{t('time.label')}</Text>
        <Text size="lg" fw={700} className="time-left-number">
          {text}
        </Text>
      </Group>
      <Progress.Root size="lg" className="time-left-bar" transitionDuration={0}>
        <Progress.Section
          value={total === 0 ? 0 : (100 * left) / total}
          color={left <= SHORT_SECONDS ? 'red' : 'blue'}
          aria-label={t('time.label')}
          aria-valuetext={text}
        />
      </Progress.Root>
      <VisuallyHidden role="status">
        {spoken !== null && t('time.spoken', { left: countdownText(spoken, i18n.language) })}
      </VisuallyHidden>
    </div>
  );
};
