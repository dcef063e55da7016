/** Hands the records over as a file, and their proof as a second. */
import { Button, Group, Radio, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { AUDIT_FORMATS, type AuditFilter, type AuditFormat } from '../../../contract/audit-reading.ts';
import type { Result } from '../../../contract/result.ts';
import { ExportProgress } from '../../parts/export-progress.tsx';
import { Section } from '../../parts/section.tsx';
import { ExportOutcome } from './export-outcome.tsx';
import { useLogExport } from './use-log-export.ts';

interface Props {
  readonly reader: string;
  readonly isOpen: boolean;
  readonly filter: AuditFilter;
  readonly onAnswer: (answer: Result<unknown>) => void;
}

export const ExportSection = ({ reader, isOpen, filter, onAnswer }: Props) => {
  const { t } = useTranslation('audit');
  const [format, setFormat] = useState<AuditFormat>('jsonl');
  const [which, setWhich] = useState<'all' | 'filtered'>('all');
  const { start, proveAgain, stop, isBusy, step, progress, outcome } = useLogExport(reader, onAnswer);
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
      {step !== null && progress !== null && (
        <Stack gap={4}>
          <Text size="sm">{t(`export.steps.${step}`)}</Text>
          <ExportProgress progress={progress} onStop={stop} />
        </Stack>
      )}
      {outcome !== null && <ExportOutcome outcome={outcome} onProveAgain={() => void proveAgain()} />}
      <Group>
        <Button
          variant="default"
          loading={isBusy}
          disabled={!isOpen}
          onClick={() => void start({ format, ...(which === 'all' ? {} : { filter }) })}
        >
          {t('export.start')}
        </Button>
      </Group>
      <Text size="sm" c="dimmed">
        {t('export.elsewhere')}
      </Text>
    </Section>
  );
};
