/** Asks for a one-time code or the passphrase of a role, and says nothing of which part of it was wrong. */
import { Button, Group, Stack, Text } from '@mantine/core';
import { useCallback, useRef, useState, type SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { Identification } from '../../contract/access.ts';
import { useBridge } from '../bridge/bridge-context.tsx';
import { problemIn, problemOf, type Problem } from '../bridge/problem.ts';
import { compactCode } from '../parts/code-text.ts';
import { Dialog } from '../parts/dialog.tsx';
import { ProblemNote } from '../parts/problem-note.tsx';
import { WaitNote } from '../parts/wait-note.tsx';
import { EmployeeHelp } from './employee-help.tsx';
import type { Holder } from './holder.ts';
import { SecretField } from './secret-field.tsx';
import { waitUntil } from './wait-in.ts';

interface Props {
  readonly holder: Holder;
  /** With a grant, or null when it was called off. */
  readonly onSettled: (grant: string | null) => void;
}

const proofOf = (holder: Holder, secret: string): Identification =>
  holder === 'employee' ? { as: holder, code: compactCode(secret) } : { as: holder, passphrase: secret };

const isEmpty = (holder: Holder, secret: string): boolean =>
  (holder === 'employee' ? compactCode(secret) : secret) === '';

export const IdentifyDialog = ({ holder, onSettled }: Props) => {
  const { t } = useTranslation('common');
  const { calls } = useBridge();
  const field = useRef<HTMLInputElement>(null);
  const [secret, setSecret] = useState('');
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  /** No proof is looked at before. */
  const [waits, setWaits] = useState<string | null>(null);
  const onOver = useCallback(() => {
    setWaits(null);
    setProblem(null);
  }, []);
  const focus = (): void => field.current?.focus();
  const cancel = (): void => {
    onSettled(null);
  };

  const prove = async (): Promise<void> => {
    const answer = await calls.authorise(proofOf(holder, secret));
    if (answer.ok) {
      onSettled(answer.value.grant);
      return;
    }
    const found = problemIn(answer);
    setProblem(found);
    setWaits(found === null ? null : waitUntil(found, Date.now()));
  };
  const submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    if (isEmpty(holder, secret) || waits !== null) return;
    setBusy(true);
    await prove().catch((cause: unknown) => {
      setProblem(problemOf(cause));
    });
    setBusy(false);
    setSecret('');
    focus();
  };

  return (
    <Dialog onClose={cancel} title={t('identify.title')}>
      <form noValidate onSubmit={(event) => void submit(event)}>
        <Stack>
          <Text>{t(`identify.why.${holder}`)}</Text>
          <SecretField holder={holder} value={secret} field={field} onChange={setSecret} />
          {waits === null && problem !== null && <ProblemNote problem={problem} />}
          {waits !== null && <WaitNote until={waits} onOver={onOver} />}
          {holder === 'employee' && <EmployeeHelp onAnswered={focus} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={cancel}>
              {t('cancel')}
            </Button>
            <Button type="submit" loading={isBusy} disabled={waits !== null || isEmpty(holder, secret)}>
              {t('identify.submit')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
};
