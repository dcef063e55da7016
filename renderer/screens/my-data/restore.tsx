/** Looks into a backup, so that it can be put in the place of what was learned here. */
import { Button, Group, PasswordInput, Stack, Text, TextInput } from '@mantine/core';
import { useState, type SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { BackupSummary } from '../../../contract/backup.ts';
import { useAct } from '../../bridge/use-act.ts';
import { ProblemNote } from '../../parts/problem-note.tsx';
import { Section } from '../../parts/section.tsx';
import { FoundBackup, type Opened } from './found-backup.tsx';
import { useForgetLearned } from './use-forget-learned.ts';

const NOTHING: Opened = { path: '', passphrase: '' };

export const Restore = () => {
  const { t } = useTranslation('myData');
  const { act, isBusy, problem } = useAct('backup.check');
  const forgetLearned = useForgetLearned();
  const [typed, setTyped] = useState(NOTHING);
  const [isMissing, setMissing] = useState(false);
  const [found, setFound] = useState<{ readonly backup: BackupSummary; readonly opened: Opened } | null>(null);
  const [isDone, setDone] = useState(false);

  const type = (change: Partial<Opened>): void => {
    setTyped({ ...typed, ...change });
    // What was looked into is what would be restored.
    setFound(null);
  };
  const check = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const opened = { path: typed.path.trim(), passphrase: typed.passphrase };
    setDone(false);
    setFound(null);
    setMissing(opened.path === '');
    if (opened.path === '') return;
    const answer = await act(opened);
    if (answer.ok) setFound({ backup: answer.value, opened });
  };
  const end = (): void => {
    setTyped(NOTHING);
    setFound(null);
    setDone(true);
    void forgetLearned();
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
            readOnly={isBusy}
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
            readOnly={isBusy}
            onChange={({ currentTarget }) => {
              type({ passphrase: currentTarget.value });
            }}
          />
          {problem !== null && <ProblemNote problem={problem} />}
          <Group>
            <Button type="submit" variant="default" loading={isBusy}>
              {t('restore.check')}
            </Button>
            <Text size="sm" role="status">
              {isBusy && t('backup.working')}
              {isDone && t('restore.done')}
            </Text>
          </Group>
        </Stack>
      </form>
      {found !== null && <FoundBackup {...found} onRestored={end} />}
    </Section>
  );
};
