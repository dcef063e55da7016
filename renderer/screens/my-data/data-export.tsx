/** Hands everything over as one file. */
import { Button, Group, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAct } from '../../bridge/use-act.ts';
import { problemIn, type Problem } from '../../bridge/problem.ts';
import { DocumentButton } from '../../parts/document-button.tsx';
import { ExportProgress } from '../../parts/export-progress.tsx';
import { ProblemNote } from '../../parts/problem-note.tsx';
import { Section } from '../../parts/section.tsx';
import { useExport } from '../../parts/use-export.ts';

export const DataExport = () => {
  const { t } = useTranslation('myData');
  const common = useTranslation('common');
  const { act, isBusy, problem } = useAct('data.export');
  const { save, stop, progress } = useExport();
  const [ended, setEnded] = useState<'saved' | Problem | null>(null);

  const start = async (): Promise<void> => {
    setEnded(null);
    const begun = await act({});
    if (!begun.ok) return;
    setEnded(problemIn(await save(begun.value)) ?? 'saved');
  };

  const shown = problem ?? (ended === 'saved' ? null : ended);
  return (
    <Section title={t('exporting.title')} intro={t('exporting.text')}>
      {shown !== null && <ProblemNote problem={shown} />}
      {ended === 'saved' && <Text role="status">{common.t('export.saved')}</Text>}
      {progress !== null && <ExportProgress progress={progress} onStop={stop} />}
      <Group>
        <Button loading={isBusy} disabled={progress !== null} onClick={() => void start()}>
          {t('exporting.button')}
        </Button>
      </Group>
      <Text size="sm">{t('exporting.report')}</Text>
      <DocumentButton document="report" label={t('exporting.reportButton')} />
    </Section>
  );
};
