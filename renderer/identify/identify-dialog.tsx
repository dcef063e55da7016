/** Asks for a one-time code or the passphrase of a role, and says nothing of which part of it was wrong. */
import { Button, Group, Modal, PasswordInput, Stack, Text, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { Identification } from '../../contract/access.ts';
import { useBridge } from '../bridge/bridge-context.tsx';
import { problemIn, type Problem } from '../bridge/problem.ts';
import { ProblemNote } from '../parts/problem-note.tsx';
import type { Holder } from './holder.ts';

interface Props {
  readonly holder: Holder;
  /** With a grant, or null when it was called off. */
  readonly onSettled: (grant: string | null) => void;
}

const proofOf = (holder: Holder, secret: string): Identification =>
  holder === 'employee' ? { as: holder, code: secret.trim() } : { as: holder, passphrase: secret };

export const IdentifyDialog = ({ holder, onSettled }: Props) => {
  const { t } = useTranslation('common');
  const { calls } = useBridge();
  const [secret, setSecret] = useState('');
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const label = t(`identify.label.${holder}`);

  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setBusy(true);
    const answer = await calls.authorise(proofOf(holder, secret));
    setBusy(false);
    setSecret('');
    if (answer.ok) onSettled(answer.value.grant);
    else setProblem(problemIn(answer));
  };

  const field = {
    label,
    value: secret,
    required: true,
    autoComplete: 'off',
    'data-autofocus': true,
    onChange: ({ currentTarget }: { currentTarget: { value: string } }) => {
      setSecret(currentTarget.value);
    },
  };
  return (
    <Modal
      opened
      onClose={() => {
        onSettled(null);
      }}
      title={t('identify.title')}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <form onSubmit={(event) => void submit(event)}>
        <Stack>
          <Text>{t(`identify.why.${holder}`)}</Text>
          {holder === 'employee' ? <TextInput {...field} inputMode="numeric" /> : <PasswordInput {...field} />}
          {problem !== null && <ProblemNote problem={problem} />}
          <Group justify="flex-end">
            <Button
              variant="default"
              onClick={() => {
                onSettled(null);
              }}
            >
              {t('cancel')}
            </Button>
            <Button type="submit" loading={isBusy} disabled={secret === ''}>
              {t('identify.submit')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
};
