/** Since when it is locked. Without an answer nothing stands here: it is not worth an error over a locked display. */
import { Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAnswer } from '../../bridge/use-answer.ts';
import { useFormat } from '../../parts/use-format.ts';
import { lastLock } from './last-lock.ts';

/** A lock that is older than the longest weekend is told without its time. */
const LOOK_BACK_MS = 4 * 86_400_000;
/** The log may have the lock a moment later than this window. */
const ASK_EVERY_MS = 5_000;

export const LockTime = () => {
  const { t } = useTranslation('locked');
  const { dateTime } = useFormat();
  const [opened] = useState(() => Date.now());
  const { value: history } = useAnswer(
    'history.show',
    // A little beyond now, for a lock that is written while this is asked.
    {
      from: new Date(opened - LOOK_BACK_MS).toISOString(),
      to: new Date(opened + ASK_EVERY_MS).toISOString(),
      points: 1,
    },
    { everyMs: ASK_EVERY_MS },
  );
  const at = history === undefined ? null : lastLock(history.events);
  return at === null ? null : <Text c="dimmed">{t('since', { at: dateTime(at) })}</Text>;
};
