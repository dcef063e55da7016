/** Looks into a backup, and puts what it holds in the place of what was learned here. */
import { Alert, Button, Group, PasswordInput, Stack, Text, TextInput } from '@mantine/core';
import { useState, type SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { BackupSummary } from '../../../contract/backup.ts';
import { useAct } from '../../bridge/use-act.ts';
import { Consequences, type Consequence } from '../../parts/consequences.tsx';
import { ProblemNote } from '../../parts/problem-note.tsx';
import { Section } from '../../parts/section.tsx';
import { useConfirm } from '../../parts/use-confirm.tsx';
import { BackupFacts } from './backup-facts.tsx';
import { useForgetLearned } from './use-forget-learned.ts';

const CONSEQUENCES = ['goes', 'trust', 'whose'] as const;
const NOTHING = { path: '', passphrase: '' };

export const Restore = () => {
  const { t } = useTranslation('myData');
  const checking = useAct('backup.check');
  const restoring = useAct('backup.restore');
  const forgetLearned = useForgetLearned();
  const { confirm, dialog } = useConfirm();
  const [typed, setTyped] = useState(NOTHING);
  const [isMissing, setMissing] = useState(false);
  /** What was looked into, with the words that it was opened with. */
  const [found, setFound] = useState<{ readonly backup: BackupSummary; readonly opened: typeof NOTHING } | null>(null);
  const [isDone, setDone] = useState(false);
  const problem = restoring.problem ?? checking.problem;
  const points: readonly Consequence[] = CONSEQUENCES.map((name) => [
    t(`restore.points.${name}.about`),
    t(`restore.points.${name}.text`),
  ]);

  const type = (change: Partial<typeof NOTHING>): void => {
    setTyped({ ...typed, ...change });
    setFound(null);
    restoring.forgetProblem();
  };
  const check = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    setDone(false);
    const opened = { path: typed.path.trim(), passphrase: typed.passphrase };
    setMissing(opened.path === '');
    if (opened.path === '') return;
    const answer = await checking.act(opened);
    setFound(answer.ok ? { backup: answer.value, opened } : null);
  };
  const restore = async (opened: typeof NOTHING): Promise<void> => {
    const text = t('restore.confirmText');
    if (!(await confirm({ title: t('restore.confirmTitle'), text, points, doIt: t('restore.button') }))) return;
    if (!(await restoring.act(opened)).ok) return;
    setTyped(NOTHING);
    setFound(null);
    setDone(true);
    await forgetLearned();
  };

  return (
    <Section title={t('restore.title')} intro={t('restore.intro')}>
      <form noValidate onSubmit={(event) => void check(event)}>
        <Stack gap="sm">
          <TextInput
            label={t('restore.path')}
            description={t('restore.pathHint')}
            required
            maw={420}
            spellCheck={false}
            value={typed.path}
            error={isMissing ? t('restore.pathMissing') : null}
            onChange={({ currentTarget }) => {
              type({ path: currentTarget.value });
            }}
          />
          <PasswordInput
            label={t('restore.passphrase')}
            required
            maw={420}
            autoComplete="off"
            value={typed.passphrase}
            onChange={({ currentTarget }) => {
              type({ passphrase: currentTarget.value });
            }}
          />
          {problem !== null && <ProblemNote problem={problem} />}
          <Group>
            <Button type="submit" variant="default" loading={checking.isBusy}>
              {t('restore.check')}
            </Button>
            <Text size="sm" role="status">
              {(checking.isBusy || restoring.isBusy) && t('backup.working')}
              {isDone && t('restore.done')}
            </Text>
          </Group>
        </Stack>
      </form>
      {found !== null && (
        <Alert role="status" color="blue" title={t('restore.found')}>
          <Stack gap="sm">
            <BackupFacts backup={found.backup} />
            <Consequences points={points} />
            <Group>
              <Button color="red" loading={restoring.isBusy} onClick={() => void restore(found.opened)}>
                {t('restore.button')}
              </Button>
            </Group>
          </Stack>
        </Alert>
      )}
      {dialog}
    </Section>
  );
};
