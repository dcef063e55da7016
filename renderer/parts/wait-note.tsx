/** Why nothing is looked at for a while, and how long that is. */
import { Alert } from '@mantine/core';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { countdownText } from './countdown.ts';
import { secondsLeft } from './seconds-left.ts';
import { useFormat } from './use-format.ts';
import { useNow } from './use-now.ts';

interface Props {
  /** ISO 8601. */
  readonly until: string;
  readonly onOver: () => void;
}

const TICK_MS = 250;

export const WaitNote = ({ until, onOver }: Props) => {
  const { t, i18n } = useTranslation('code');
  const { time } = useFormat();
  const now = useNow(TICK_MS);
  const seconds = secondsLeft(until, now);
  useEffect(() => {
    // Said again until this is gone: the agent's clock may be a moment behind.
    if (secondsLeft(until, now) === 0) onOver();
  }, [until, now, onOver]);
  // Only the beginning is announced: a voice that counts along would drown everything else.
  return (
    <Alert color="orange" role="alert" title={t('wait.title')}>
      {t('wait.text', { time: time(until) })}{' '}
      <span aria-hidden>{t('wait.left', { left: countdownText(seconds, i18n.language) })}</span>
    </Alert>
  );
};
