/** Two fields for a passphrase that somebody chooses: it must be long enough, and the same twice. */
import { PasswordInput, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { SHORTEST_PASSPHRASE, type PassphraseFault } from './passphrase-fault.ts';

export interface Chosen {
  readonly passphrase: string;
  readonly again: string;
}

export const NOTHING_CHOSEN: Chosen = { passphrase: '', again: '' };

interface Props {
  readonly label: string;
  readonly value: Chosen;
  readonly fault: PassphraseFault | null;
  readonly onChange: (value: Chosen) => void;
  /** Whether the first field takes the keyboard. */
  readonly isFirst?: boolean;
}

const FIELD = { maw: 420, required: true, autoComplete: 'new-password' } as const;

export const NewPassphrase = ({ label, value, fault, onChange, isFirst = false }: Props) => {
  const { t } = useTranslation('signIn');
  const { passphrase, again } = value;
  return (
    <Stack gap="sm">
      <PasswordInput
        {...FIELD}
        label={label}
        description={t('roles.length', { count: passphrase.length, least: SHORTEST_PASSPHRASE })}
        error={fault === null || fault === 'different' ? null : t(`roles.fault.${fault}`)}
        autoFocus={isFirst}
        value={passphrase}
        onChange={({ currentTarget }) => {
          onChange({ passphrase: currentTarget.value, again });
        }}
      />
      <PasswordInput
        {...FIELD}
        label={t('roles.again')}
        error={fault === 'different' ? t('roles.fault.different') : null}
        value={again}
        onChange={({ currentTarget }) => {
          onChange({ passphrase, again: currentTarget.value });
        }}
      />
    </Stack>
  );
};
