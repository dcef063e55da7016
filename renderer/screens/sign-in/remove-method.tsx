/** Takes a method away, after saying what goes with it. */
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { CodeMethod } from '../../../contract/policy-access.ts';
import { useAct } from '../../bridge/use-act.ts';
import { useForget } from '../../bridge/use-answer.ts';
import { ProblemNote } from '../../parts/problem-note.tsx';
import { useConfirm } from '../../parts/use-confirm.tsx';

export const RemoveMethod = ({ method }: { readonly method: CodeMethod }) => {
  const { t } = useTranslation('signIn');
  const { act, isBusy, problem } = useAct('step-up.remove');
  const forget = useForget();
  const { confirm, dialog } = useConfirm();
  const remove = async (): Promise<void> => {
    const isSure = await confirm({
      title: t(`remove.${method}.title`),
      text: t(`remove.${method}.text`),
      doIt: t('remove.doIt'),
    });
    if (isSure && (await act({ method })).ok) await forget('step-up.status', 'code.state');
  };
  return (
    <>
      <Button
        variant="default"
        loading={isBusy}
        onClick={() => void remove()}
        aria-label={t(`remove.${method}.button`)}
      >
        {t('remove.button')}
      </Button>
      {problem !== null && <ProblemNote problem={problem} />}
      {dialog}
    </>
  );
};
