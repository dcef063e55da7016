/** A backup that was looked into: what it holds, what follows when it is restored, and the button that does it. */
import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { BackupSummary } from '../../../contract/backup.ts';
import { useAct } from '../../bridge/use-act.ts';
import { Consequences, type Consequence } from '../../parts/consequences.tsx';
import { ProblemNote } from '../../parts/problem-note.tsx';
import { useConfirm } from '../../parts/use-confirm.tsx';
import { BackupFacts } from './backup-facts.tsx';

const CONSEQUENCES = ['goes', 'trust', 'whose'] as const;

export interface Opened {
  readonly path: string;
  readonly passphrase: string;
}

interface Props {
  readonly backup: BackupSummary;
  /** The words that it was opened with. */
  readonly opened: Opened;
  readonly onRestored: () => void;
}

export const FoundBackup = ({ backup, opened, onRestored }: Props) => {
  const { t } = useTranslation('myData');
  const { act, isBusy, problem } = useAct('backup.restore');
  const { confirm, dialog } = useConfirm();
  const points: readonly Consequence[] = CONSEQUENCES.map((name) => [
    t(`restore.points.${name}.about`),
    t(`restore.points.${name}.text`),
  ]);
  const restore = async (): Promise<void> => {
    const text = t('restore.confirmText');
    if (!(await confirm({ title: t('restore.confirmTitle'), text, points, doIt: t('restore.button') }))) return;
    if ((await act(opened)).ok) onRestored();
  };
  return (
    <Alert role="status" color="blue" title={t('restore.found')}>
      <Stack gap="sm">
        <BackupFacts backup={backup} />
        <Consequences points={points} />
        {problem !== null && <ProblemNote problem={problem} />}
        <Group>
          <Button color="red" loading={isBusy} onClick={() => void restore()}>
            {t('restore.button')}
          </Button>
          <Text size="sm">{isBusy && t('backup.working')}</Text>
        </Group>
      </Stack>
      {dialog}
    </Alert>
  );
};
