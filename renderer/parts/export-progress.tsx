/** How far an export is, with a way to stop it. */
import { Button, Group, Progress, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormat } from './use-format.ts';
import type { ExportProgress as Progressed } from './use-export.ts';

interface Props {
  readonly progress: Progressed;
  readonly onStop: () => void;
}

export const ExportProgress = ({ progress: { done, total }, onStop }: Props) => {
  const { t } = useTranslation('common');
  const { number } = useFormat();
  return (
    <Group role="status">
      <Progress value={total === 0 ? 100 : (100 * done) / total} flex={1} aria-label={t('export.title')} />
      <Text size="sm">{t('export.running', { done: number(done), total: number(total) })}</Text>
      <Button variant="default" size="xs" onClick={onStop}>
        {t('export.stop')}
      </Button>
    </Group>
  );
};
