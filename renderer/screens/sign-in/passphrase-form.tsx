/** Takes a new passphrase for a role, twice. */
import { Button, Group, Stack } from '@mantine/core';
import { useState, type SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { Role } from '../../../contract/access.ts';
import { useAct } from '../../bridge/use-act.ts';
import { useForget } from '../../bridge/use-answer.ts';
import { NewPassphrase, NOTHING_CHOSEN } from '../../parts/new-passphrase.tsx';
import { passphraseFault, type PassphraseFault } from '../../parts/passphrase-fault.ts';
import { ProblemNote } from '../../parts/problem-note.tsx';

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
  const [chosen, setChosen] = useState(NOTHING_CHOSEN);
  const [fault, setFault] = useState<PassphraseFault | null>(null);
  const submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const { passphrase, again } = chosen;
    const found = passphraseFault(passphrase, again);
    setFault(found);
    if (found !== null || !(await act({ role, passphrase })).ok) return;
    await forget('role.list', 'policy.show');
    onEnd(true);
  };
  return (
    <form noValidate onSubmit={(event) => void submit(event)}>
      <Stack gap="sm">
        <NewPassphrase
          label={t(`roles.${role}.passphrase`)}
          value={chosen}
          fault={fault}
          onChange={setChosen}
          isFirst
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
