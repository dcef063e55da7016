/** A value as JSON, where no field says it better. What is not JSON stays here and counts as a fault. */
import { Textarea } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

interface Props {
  readonly id: string;
  readonly label: string;
  readonly description: string;
  readonly error: string | undefined;
  readonly value: unknown;
  /** With undefined for an empty field, and with the text itself while it is not JSON, which no schema takes. */
  readonly onChange: (value: unknown) => void;
}

const textOf = (value: unknown): string => {
  if (value === undefined) return '';
  return typeof value === 'string' ? value : JSON.stringify(value, null, 2);
};

const parse = (text: string): { readonly value: unknown; readonly fault: string | null } => {
  if (text.trim() === '') return { value: undefined, fault: null };
  try {
    return { value: JSON.parse(text) as unknown, fault: null };
  } catch (cause) {
    return { value: text, fault: cause instanceof Error ? cause.message : String(cause) };
  }
};

export const JsonEditor = ({ value, error, onChange, ...field }: Props) => {
  const { t } = useTranslation('policy');
  const [typed, setTyped] = useState<{ readonly text: string; readonly value: unknown } | null>(null);
  // What was typed holds as long as it says the value: changed from elsewhere, the field follows.
  const text = typed !== null && typed.value === value ? typed.text : textOf(value);
  const { fault } = parse(text);
  return (
    <Textarea
      {...field}
      autosize
      minRows={3}
      maxRows={20}
      spellCheck={false}
      styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
      error={fault === null ? error : t('faults.json', { message: fault })}
      value={text}
      onChange={({ currentTarget }) => {
        const parsed = parse(currentTarget.value);
        setTyped({ text: currentTarget.value, value: parsed.value });
        onChange(parsed.value);
      }}
    />
  );
};
