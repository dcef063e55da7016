/** The one field of the question: for a code of any kind, typed or pasted. */
import { TextInput } from '@mantine/core';
import { useEffect, useRef, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import type { CodePrompt } from '../../../contract/step-up.ts';

interface Props {
  readonly methods: CodePrompt['methods'];
  readonly value: string;
  readonly error: string | null;
  readonly field: RefObject<HTMLInputElement | null>;
  readonly onChange: (value: string) => void;
}

/** To be put into place where somebody begins, and again after every answer. */
export const useCodeField = (): { field: RefObject<HTMLInputElement | null>; focus: () => void } => {
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    field.current?.focus();
  }, []);
  return { field, focus: () => field.current?.focus() };
};

export const CodeField = ({ methods, value, error, field, onChange }: Props) => {
  const { t, i18n } = useTranslation('code');
  const { t: common } = useTranslation('common');
  const accepted = new Intl.ListFormat(i18n.language, { type: 'disjunction' }).format(
    methods.map((method) => common(`methods.${method}`)),
  );
  return (
    <TextInput
      ref={field}
      size="lg"
      label={t('field.label')}
      description={accepted === '' ? undefined : t('field.accepted', { accepted })}
      error={error}
      // What was asked for is in sight before what may be answered, also where there is no room.
      inputWrapperOrder={['label', 'input', 'error', 'description']}
      value={value}
      // Recovery codes have letters.
      inputMode={methods.includes('recovery-code') ? 'text' : 'numeric'}
      autoComplete="one-time-code"
      autoCapitalize="characters"
      autoCorrect="off"
      spellCheck={false}
      styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)', letterSpacing: '0.1em' } }}
      onChange={({ currentTarget }) => {
        onChange(currentTarget.value);
      }}
    />
  );
};
