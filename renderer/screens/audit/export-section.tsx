/** Hands the records over as a file. */
import { Alert, Button, Group, Radio } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { AUDIT_FORMATS, type AuditFilter, type AuditFormat } from '../../../contract/audit-reading.ts';
import { problemIn, type Problem } from '../../bridge/problem.ts';
import { useAct } from '../../bridge/use-act.ts';
import { ExportProgress } from '../../parts/export-progress.tsx';
import { ProblemNote } from '../../parts/problem-note.tsx';
import { Section } from '../../parts/section.tsx';
import { useExport } from '../../parts/use-export.ts';

interface Props {
  readonly reader: string;
  readonly isOpen: boolean;
  readonly filter: AuditFilter;
}

export const ExportSection = ({ reader, isOpen, filter }: Props) => {
  const { t } = useTranslation('audit');
  const { t: tc } = useTranslation('common');
  const [format, setFormat] = useState<AuditFormat>('jsonl');
  const [which, setWhich] = useState<'all' | 'filtered'>('all');
  const [outcome, setOutcome] = useState<'saved' | 'stopped' | Problem | null>(null);
  const { act, isBusy, problem } = useAct('audit.export');
  const { save, stop, progress } = useExport();

  const start = async (): Promise<void> => {
    setOutcome(null);
    const begun = await act({ reader, format, ...(which === 'all' ? {} : { filter }) });
    if (!begun.ok) return;
    const done = await save(begun.value);
    if (done.ok) setOutcome('saved');
    else setOutcome(done.code === 'interrupted' ? 'stopped' : problemIn(done));
  };
  return (
    <Section title={t('export.title')} intro={t('export.intro')}>
      <Group align="flex-start" gap="xl">
        <Radio.Group
          label={t('export.which')}
          value={which}
          onChange={(value) => {
            setWhich(value === 'filtered' ? 'filtered' : 'all');
          }}
        >
          <Radio mt={6} value="all" label={t('export.all')} />
          <Radio mt={6} value="filtered" label={t('export.filtered')} />
        </Radio.Group>
        <Radio.Group
          label={t('export.format')}
          value={format}
          onChange={(value) => {
            setFormat(AUDIT_FORMATS.find((each) => each === value) ?? 'jsonl');
          }}
        >
          {AUDIT_FORMATS.map((each) => (
            <Radio key={each} mt={6} value={each} label={t(`export.formats.${each}`)} />
          ))}
        </Radio.Group>
      </Group>
      {progress !== null && <ExportProgress progress={progress} onStop={stop} />}
      {problem !== null && <ProblemNote problem={problem} />}
      {outcome === 'saved' && (
        <Alert color="green" role="status">
          {tc('export.saved')}
        </Alert>
      )}
      {outcome === 'stopped' && <Alert role="status">{t('export.stopped')}</Alert>}
      {outcome !== null && typeof outcome === 'object' && <ProblemNote problem={outcome} />}
      <Group>
        <Button variant="default" loading={isBusy || progress !== null} disabled={!isOpen} onClick={() => void start()}>
          {t('export.start')}
        </Button>
      </Group>
    </Section>
  );
};
