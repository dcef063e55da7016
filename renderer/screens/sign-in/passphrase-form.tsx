/** Takes a new passphrase for a role, twice. */
import { Button, Group, PasswordInput, Stack } from '@mantine/core';
import { useState, type SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { Role } from '../../../contract/access.ts';
import { useAct } from '../../bridge/use-act.ts';
import { useForget } from '../../bridge/use-answer.ts';
import { ProblemNote } from '../../parts/problem-note.tsx';
import { passphraseFault, SHORTEST_PASSPHRASE, type PassphraseFault } from './passphrase-fault.ts';

interface Props {
  readonly role: Role;
  /** With whether it was saved. */
  readonly onEnd: (saved: boolean) => void;
}

export const PassphraseForm = ({ role, onEnd }: Props) => {
  const { t } = useTranslation('signIn');
  const { t: common } = useTranslation('common');
  const { act, isBusy, problem } = useAct('role.set');
  const forget = useForget();
  const [passphrase, setPassphrase] = useState('');
  const [again, setAgain] = useState('');
  const [fault, setFault] = useState<PassphraseFault | null>(null);
  const submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const found = passphraseFault(passphrase, again);
    setFault(found);
    if (found !== null || !(await act({ role, passphrase })).ok) return;
    await forget('role.list', 'policy.show');
    onEnd(true);
  };
  const field = { maw: 420, required: true, autoComplete: 'new-password' };
  return (
    <form noValidate onSubmit={(event) => void submit(event)}>
      <Stack gap="sm">
        <PasswordInput
          {...field}
          label={t(`roles.${role}.passphrase`)}
          description={t('roles.length', { count: passphrase.length, least: SHORTEST_PASSPHRASE })}
          error={fault === null || fault === 'different' ? null : t(`roles.fault.${fault}`)}
          autoFocus
          value={passphrase}
          onChange={({ currentTarget }) => {
            setPassphrase(currentTarget.value);
          }}
        />
        <PasswordInput
          {...field}
          label={t('roles.again')}
          error={fault === 'different' ? t('roles.fault.different') : null}
          value={again}
          onChange={({ currentTarget }) => {
            setAgain(currentTarget.value);
          }}
        />
        {problem !== null && <ProblemNote problem={problem} />}
        <Group>
          <Button type="submit" loading={isBusy}>
            {common('save')}
          </Button>
          <Button
            variant="default"
            onClick={() => {
              onEnd(false);
            }}
          >
            {common('cancel')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
};
