/** Puts a text on the clipboard, and says whether that went well. */
import { Button, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

type Props = { readonly text: string } & (
  | {
      /** What is copied, for those who hear the button's name alone. */
      readonly what: string;
      readonly label?: never;
    }
  | {
      /** Instead of "Copy": says what is copied. */
      readonly label: string;
      readonly what?: never;
    }
);

export const CopyButton = ({ text, what, label }: Props) => {
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
      <Button
        variant="default"
        size="xs"
        {...(what === undefined ? {} : { 'aria-label': `${t('copy')}: ${what}` })}
        onClick={() => void copy()}
      >
        {label ?? t('copy')}
      </Button>
      <Text span size="sm" role="status">
        {outcome === 'copied' && t('copied')}
        {outcome === 'failed' && signIn('copyFailed')}
      </Text>
    </>
  );
};
