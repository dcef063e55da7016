/** Hands one secret over. */
import { Button, Group, PasswordInput, Stack, Text } from '@mantine/core';
import { useState, type SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { SECRETS_TO_SET } from '../../../contract/access.ts';
import { useAct } from '../../bridge/use-act.ts';
import { ProblemNote } from '../../parts/problem-note.tsx';

interface Props {
  readonly name: (typeof SECRETS_TO_SET)[number];
  readonly isWanted: boolean;
}

const LONGEST = 1_000;

export const SecretForm = ({ name, isWanted }: Props) => {
  const { t } = useTranslation('signIn');
  const { t: common } = useTranslation('common');
  const { act, isBusy, problem } = useAct('secret.set');
  const [value, setValue] = useState('');
  const [fault, setFault] = useState<'empty' | 'long' | null>(null);
  const [isSaved, setSaved] = useState(false);
  const submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    setSaved(false);
    const isTooLong = value.length > LONGEST;
    setFault(value === '' ? 'empty' : isTooLong ? 'long' : null);
    if (value === '' || isTooLong || !(await act({ name, value })).ok) return;
    setValue('');
    setSaved(true);
  };
  return (
    <form noValidate onSubmit={(event) => void submit(event)}>
      <Stack gap="xs">
        <PasswordInput
          label={t(`secrets.${name}.label`)}
          description={isWanted ? undefined : t(`secrets.${name}.unused`)}
          maw={420}
          autoComplete="off"
          error={fault === null ? null : t(`secrets.fault.${fault}`)}
          value={value}
          onChange={({ currentTarget }) => {
            setValue(currentTarget.value);
          }}
        />
        <Group>
          <Button
            type="submit"
            variant="default"
            loading={isBusy}
            aria-label={`${common('save')}: ${t(`secrets.${name}.label`)}`}
          >
            {common('save')}
          </Button>
          <Text role="status" size="sm">
            {isSaved && t('secrets.saved')}
          </Text>
        </Group>
        {problem !== null && <ProblemNote problem={problem} />}
      </Stack>
    </form>
  );
};
