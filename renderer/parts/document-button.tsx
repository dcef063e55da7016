/** Has the program write a document about privacy in the reader's language, and hands it over as a file. */
import { Button, Group, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { LANGUAGES } from '../../contract/consent.ts';
import type { PrivacyDocument } from '../../contract/privacy-documents.ts';
import { problemIn, type Problem } from '../bridge/problem.ts';
import { useAct } from '../bridge/use-act.ts';
import { ProblemNote } from './problem-note.tsx';
import { useExport } from './use-export.ts';

interface Props {
  readonly document: PrivacyDocument;
  readonly label: string;
}

export const DocumentButton = ({ document, label }: Props) => {
  const { t, i18n } = useTranslation('common');
  const { act, isBusy, problem } = useAct('privacy.document');
  const { save, progress } = useExport();
  const [ended, setEnded] = useState<'saved' | Problem | null>(null);

  const start = async (): Promise<void> => {
    setEnded(null);
    const language = LANGUAGES.find((each) => each === i18n.language) ?? 'en';
    const begun = await act({ document, language });
    if (begun.ok) setEnded(problemIn(await save(begun.value)) ?? 'saved');
  };
  const shown = problem ?? (ended === 'saved' ? null : ended);
  return (
    <>
      {shown !== null && <ProblemNote problem={shown} />}
      <Group>
        <Button variant="default" loading={isBusy || progress !== null} onClick={() => void start()}>
          {label}
        </Button>
        <Text size="sm" role="status">
          {ended === 'saved' && t('export.saved')}
        </Text>
      </Group>
    </>
  );
};
