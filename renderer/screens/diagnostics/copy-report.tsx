/** Copies the report for whoever helps, and shows what it says. */
import { Alert, Button, Code, Group } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

export const CopyReport = ({ text }: { readonly text: string }) => {
  const { t } = useTranslation('diagnostics');
  const [outcome, setOutcome] = useState<'copied' | 'copyFailed' | null>(null);
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(text);
      setOutcome('copied');
    } catch {
      // Not every browser lets a page do it.
      setOutcome('copyFailed');
    }
  };
  return (
    <>
      <details>
        <summary>{t('report')}</summary>
        <Code block tabIndex={0} aria-label={t('report')} lang="en">
          {text}
        </Code>
      </details>
      {outcome !== null && (
        <Alert role="status" color={outcome === 'copied' ? 'green' : 'orange'}>
          {t(outcome)}
        </Alert>
      )}
      <Group>
        <Button variant="default" onClick={() => void copy()}>
          {t('copyReport')}
        </Button>
      </Group>
    </>
  );
};
