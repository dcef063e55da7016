/** Has a code mailed to the employee, and says where to and until when it can be used. */
import { Button, Group, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAct } from '../bridge/use-act.ts';
import { ProblemNote } from './problem-note.tsx';
import { useFormat } from './use-format.ts';

interface Props {
  /** Whether one was mailed before, from wherever. */
  readonly isMailed: boolean;
  /** Whether or not it went well: the field for the code wants the focus back. */
  readonly onAnswered: () => void;
}

export const MailCode = ({ isMailed, onAnswered }: Props) => {
  const { t } = useTranslation('code');
  const { time } = useFormat();
  const { act, isBusy, problem } = useAct('code.mail');
  const [sent, setSent] = useState<{ readonly sentTo: string; readonly until: string } | null>(null);

  const mail = async (): Promise<void> => {
    const answer = await act({});
    if (answer.ok) setSent(answer.value);
    onAnswered();
  };
  return (
    <>
      <Group>
        <Button variant="default" loading={isBusy} onClick={() => void mail()}>
          {isMailed || sent !== null ? t('mail.again') : t('mail.send')}
        </Button>
      </Group>
      <Text role="status" size="sm">
        {sent !== null && t('mail.sent', { address: sent.sentTo, until: time(sent.until) })}
      </Text>
      {problem !== null && <ProblemNote problem={problem} />}
    </>
  );
};
