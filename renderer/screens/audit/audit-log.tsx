/** The open log: filter, records, verification, export. */
import { Alert, Button, Stack, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useBridge } from '../../bridge/bridge-context.tsx';
import { problemIn, type Problem } from '../../bridge/problem.ts';
import { ProblemNote } from '../../parts/problem-note.tsx';
import { Section } from '../../parts/section.tsx';
import { ExportSection } from './export-section.tsx';
import { FilterBar } from './filter-bar.tsx';
import { filterOf, isBackwards, OPEN_FILTER } from './filter-form.ts';
import { RecordList } from './record-list.tsx';
import type { Reader } from './use-reader.ts';
import { VerifySection } from './verify-section.tsx';

interface Props {
  readonly reader: Reader;
  readonly opened: NonNullable<Reader['opened']>;
}

/** While somebody types, nothing is searched for. */
const DEBOUNCE_MS = 300;

export const AuditLog = ({ reader, opened }: Props) => {
  const { t } = useTranslation('audit');
  const { calls } = useBridge();
  const { isOpen, isBusy, open, ask, note } = reader;
  const [form, setForm] = useState(OPEN_FILTER);
  const [settled] = useDebouncedValue(form, DEBOUNCE_MS);
  const [wanted, setWanted] = useState<{ readonly seq: number } | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const filter = useMemo(() => filterOf(isBackwards(settled) ? { ...settled, to: '' } : settled), [settled]);

  const verify = async (job: string) => {
    const answer = await calls['audit.verify']({ reader: opened.reader, job });
    note(answer);
    setProblem(problemIn(answer));
    return answer.ok ? answer.value : null;
  };
  return (
    <Stack gap="lg">
      {!isOpen && (
        <Alert color="orange" role="alert" title={t('open.title')}>
          <Stack gap="sm" align="flex-start">
            <Text size="sm">{t('open.expired')}</Text>
            <Button loading={isBusy} onClick={() => void open()}>
              {t('open.again')}
            </Button>
          </Stack>
        </Alert>
      )}
      {reader.problem !== null && <ProblemNote problem={reader.problem} />}
      <Section title={t('list.title')}>
        <FilterBar
          form={form}
          kinds={opened.kinds}
          onChange={(next) => {
            setWanted(null);
            setForm(next);
          }}
        />
        <RecordList
          key={JSON.stringify(filter)}
          reader={opened.reader}
          filter={filter}
          ask={ask}
          isOpen={isOpen}
          wanted={wanted}
          onFind={(text) => {
            setForm({ ...OPEN_FILTER, text });
          }}
        />
      </Section>
      {problem !== null && isOpen && <ProblemNote problem={problem} />}
      <VerifySection
        isOpen={isOpen}
        verify={verify}
        onGoTo={(seq) => {
          setForm(OPEN_FILTER);
          setWanted({ seq });
        }}
      />
      <ExportSection reader={opened.reader} isOpen={isOpen} filter={filter} onAnswer={note} />
    </Stack>
  );
};
