/** One role: how it stands, and a form for its passphrase where it can be changed here. */
import { Button, Group, Stack, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RoleStatus } from '../../../contract/access.ts';
import { PassphraseForm } from './passphrase-form.tsx';

interface Props {
  readonly status: RoleStatus;
  readonly hasAdministrator: boolean;
}

export const RolePart = ({ status, hasAdministrator }: Props) => {
  const { t } = useTranslation('signIn');
  const { role, isSet, source } = status;
  const [isOpen, setOpen] = useState(false);
  const [wasSaved, setSaved] = useState(false);
  const canSet = source !== 'managed' && (role === 'administrator' || hasAdministrator);
  return (
    <Stack gap="xs">
      <Title order={3} size="h5">
        {t(`roles.${role}.title`)}
      </Title>
      <Text size="sm">{t(`roles.${role}.may`)}</Text>
      <Text>{t(`roles.states.${source ?? 'none'}`)}</Text>
      {!canSet && source !== 'managed' && <Text size="sm">{t('roles.administratorFirst')}</Text>}
      {canSet && !isOpen && (
        <Group>
          <Button
            variant="default"
            onClick={() => {
              setSaved(false);
              setOpen(true);
            }}
          >
            {t(isSet ? `roles.${role}.change` : `roles.${role}.set`)}
          </Button>
        </Group>
      )}
      {isOpen && (
        <PassphraseForm
          role={role}
          onEnd={(saved) => {
            setSaved(saved);
            setOpen(false);
          }}
        />
      )}
      <Text role="status">{wasSaved && t(`roles.${role}.saved`)}</Text>
    </Stack>
  );
};
