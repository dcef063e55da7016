/** The field for the proof: a code in the clear, a passphrase hidden. */
import { PasswordInput, TextInput } from '@mantine/core';
import type { RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import type { Holder } from './holder.ts';

interface Props {
  readonly holder: Holder;
  readonly value: string;
  readonly field: RefObject<HTMLInputElement | null>;
  readonly onChange: (value: string) => void;
}

export const SecretField = ({ holder, value, field, onChange }: Props) => {
  const { t } = useTranslation('common');
  const props = {
    ref: field,
    label: t(`identify.label.${holder}`),
    value,
    required: true,
    'data-autofocus': true,
    onChange: ({ currentTarget }: { currentTarget: { value: string } }) => {
      onChange(currentTarget.value);
    },
  };
  return holder === 'employee' ? (
    <TextInput {...props} autoComplete="one-time-code" autoCapitalize="characters" spellCheck={false} />
  ) : (
    <PasswordInput {...props} autoComplete="off" />
  );
};
