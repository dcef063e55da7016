/** Covers the displays while the workstation is locked: what happened and what to do, and nothing about the person. */
import { List, Stack, Text, Title } from '@mantine/core';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useBridge } from '../../bridge/bridge-context.tsx';
import { useStatus } from '../../bridge/use-status.ts';
import { FullWindow } from '../../parts/full-window.tsx';
import { LockTime } from './lock-time.tsx';
import { Unlocked } from './unlocked.tsx';

/** While the agent cannot be reached nothing says that it is unlocked. */
const useIsUnlocked = (): boolean => {
  const { value: status } = useStatus();
  return status !== undefined && status.state !== 'locked';
};

export const LockedScreen = () => {
  const { t } = useTranslation('locked');
  const { calls } = useBridge();
  const isUnlocked = useIsUnlocked();
  useEffect(() => {
    if (isUnlocked) void calls['window.close']({});
  }, [calls, isUnlocked]);
  if (isUnlocked) return <Unlocked />;
  return (
    <FullWindow title={t('title')}>
      <Text size="lg">{t('what')}</Text>
      <LockTime />
      <Stack gap="xs">
        <Title order={2} size="h4">
          {t('todo.title')}
        </Title>
        <List type="ordered">
          <List.Item>{t('todo.unlock')}</List.Item>
          <List.Item>{t('todo.code')}</List.Item>
        </List>
        <Text size="sm">{t('todo.kept')}</Text>
      </Stack>
      <Stack gap="xs">
        <Title order={2} size="h4">
          {t('wrong.title')}
        </Title>
        <List>
          <List.Item>{t('wrong.claim')}</List.Item>
          <List.Item>{t('wrong.often')}</List.Item>
          <List.Item>{t('wrong.noCode')}</List.Item>
        </List>
      </Stack>
    </FullWindow>
  );
};
