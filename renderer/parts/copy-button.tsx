/** Puts a text on the clipboard, and says whether that went well. */
import { Button, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

interface Props {
  readonly text: string;
  /** What is copied, for those who hear the button's name alone. */
  readonly what: string;
}

export const CopyButton = ({ text, what }: Props) => {
  const { t } = useTranslation('common');
  const { t: signIn } = useTranslation('signIn');
  const [outcome, setOutcome] = useState<'copied' | 'failed' | null>(null);
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(text);
      setOutcome('copied');
    } catch {
      // The host or the browser may forbid it.
      setOutcome('failed');
    }
  };
  return (
    <>
      <Button variant="default" size="xs" aria-label={`${t('copy')}: ${what}`} onClick={() => void copy()}>
        {t('copy')}
      </Button>
      <Text span size="sm" role="status">
        {outcome === 'copied' && t('copied')}
        {outcome === 'failed' && signIn('copyFailed')}
      </Text>
    </>
  );
};
