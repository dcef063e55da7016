/** Writes an encrypted copy of what was learned into a folder. */
import { Alert, Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { useState, type SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { BackupSummary } from '../../../contract/backup.ts';
import { useAct } from '../../bridge/use-act.ts';
import { NewPassphrase, NOTHING_CHOSEN } from '../../parts/new-passphrase.tsx';
import { passphraseFault, type PassphraseFault } from '../../parts/passphrase-fault.ts';
import { ProblemNote } from '../../parts/problem-note.tsx';
import { Section } from '../../parts/section.tsx';
import { BackupFacts } from './backup-facts.tsx';

export const Backup = () => {
  const { t } = useTranslation('myData');
  const { act, isBusy, problem } = useAct('backup.create');
  const [folder, setFolder] = useState('');
  const [chosen, setChosen] = useState(NOTHING_CHOSEN);
  const [isFolderMissing, setFolderMissing] = useState(false);
  const [fault, setFault] = useState<PassphraseFault | null>(null);
  const [made, setMade] = useState<BackupSummary | null>(null);

  const submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const { passphrase, again } = chosen;
    const found = passphraseFault(passphrase, again);
    const where = folder.trim();
    setMade(null);
    setFault(found);
    setFolderMissing(where === '');
    if (found !== null || where === '') return;
    const answer = await act({ folder: where, passphrase });
    if (!answer.ok) return;
    setMade(answer.value);
    setChosen(NOTHING_CHOSEN);
  };
  return (
    <Section title={t('backup.title')} intro={t('backup.intro')}>
      <form noValidate onSubmit={(event) => void submit(event)}>
        <Stack gap="sm">
          <TextInput
            label={t('backup.folder')}
            description={t('backup.folderHint')}
            required
            maw={420}
            spellCheck={false}
            value={folder}
            error={isFolderMissing ? t('backup.pathMissing') : null}
            onChange={({ currentTarget }) => {
              setFolder(currentTarget.value);
            }}
          />
          <NewPassphrase label={t('backup.passphrase')} value={chosen} fault={fault} onChange={setChosen} />
          <Text size="sm">{t('backup.lost')}</Text>
          {problem !== null && <ProblemNote problem={problem} />}
          <Group>
            <Button type="submit" variant="default" loading={isBusy}>
              {t('backup.create')}
            </Button>
            <Text size="sm" role="status">
              {isBusy && t('backup.working')}
            </Text>
          </Group>
        </Stack>
      </form>
      <div role="status">
        {made !== null && (
          <Alert role="note" color="green" title={t('backup.made')}>
            <BackupFacts backup={made} />
          </Alert>
        )}
      </div>
    </Section>
  );
};
