/** What became of the question. The window closes by itself; a page in a browser leads back. */
import { Anchor, Text } from '@mantine/core';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useBridge } from '../../bridge/bridge-context.tsx';
import { FullWindow } from '../../parts/full-window.tsx';

interface Props {
  /** `gone`: answered on another display, or not asked any more. */
  readonly how: 'passed' | 'over' | 'gone';
}

/** Long enough to be read. */
const CLOSE_MS = 1_500;

export const Settled = ({ how }: Props) => {
  const { t } = useTranslation('code');
  const { calls, host } = useBridge();
  useEffect(() => {
    const timer = setTimeout(() => void calls['window.close']({}), CLOSE_MS);
    return () => {
      clearTimeout(timer);
    };
  }, [calls, how]);
  return (
    <FullWindow title={t(`settled.${how}.title`)}>
      <Text role="status">{t(`settled.${how}.text`)}</Text>
      {host === 'browser' && (
        <Text>
          <Anchor href="./#/status">{t('settled.back')}</Anchor>
        </Text>
      )}
    </FullWindow>
  );
};
