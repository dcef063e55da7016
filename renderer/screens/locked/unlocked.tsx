/** What is left of the window once the workstation is unlocked: nothing but a way back, in a browser. */
import { Anchor, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useBridge } from '../../bridge/bridge-context.tsx';
import { useStatus } from '../../bridge/use-status.ts';
import { FullWindow } from '../../parts/full-window.tsx';

export const Unlocked = () => {
  const { t } = useTranslation('locked');
  const { host } = useBridge();
  const { value: status } = useStatus();
  return (
    <FullWindow title={t('unlocked.title')}>
      <Text role="status">{t('unlocked.text')}</Text>
      {host === 'browser' && (
        <Text>
          {status === undefined || status.prompt === null ? (
            <Anchor href="./#/status">{t('unlocked.back')}</Anchor>
          ) : (
            <Anchor href="?window=code">{t('unlocked.code')}</Anchor>
          )}
        </Text>
      )}
    </FullWindow>
  );
};
