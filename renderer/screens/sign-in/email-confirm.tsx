/** A code was mailed to a new address: it is in force once that code came back. */
import { Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useAct } from '../../bridge/use-act.ts';
import { useForget } from '../../bridge/use-answer.ts';
import { useFormat } from '../../parts/use-format.ts';
import { ConfirmForm } from './confirm-form.tsx';

export interface Mailed {
  readonly sentTo: string;
  readonly until: string;
}

interface Props {
  readonly mailed: Mailed;
  readonly onCodes: (codes: readonly string[]) => void;
  readonly onEnd: () => void;
}

export const EmailConfirm = ({ mailed, onCodes, onEnd }: Props) => {
  const { t } = useTranslation('signIn');
  const { time } = useFormat();
  const { act, isBusy, problem } = useAct('step-up.email.confirm');
  const forget = useForget();
  const confirm = async (code: string): Promise<boolean> => {
    const answer = await act({ code });
    if (!answer.ok) return false;
    await forget('step-up.status', 'code.state');
    onCodes(answer.value.recoveryCodes);
    onEnd();
    return true;
  };
  return (
    <Stack gap="sm">
      <Text role="status">{t('email.sent', { address: mailed.sentTo, until: time(mailed.until) })}</Text>
      <ConfirmForm label={t('email.code')} isBusy={isBusy} problem={problem} onStop={onEnd} onConfirm={confirm} />
    </Stack>
  );
};
