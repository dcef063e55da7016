/** The employee asks for everything to be erased; an administrator carries it out. */
import { Button, Group, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAct } from '../../bridge/use-act.ts';
import { Consequences } from '../../parts/consequences.tsx';
import { ProblemNote } from '../../parts/problem-note.tsx';
import { Section } from '../../parts/section.tsx';
import { useConfirm } from '../../parts/use-confirm.tsx';
import { useFormat } from '../../parts/use-format.ts';
import { useConsequences } from './use-consequences.ts';
import { useForgetLearned } from './use-forget-learned.ts';

export const Erasure = ({ requestedAt }: { readonly requestedAt: string | null }) => {
  const { t } = useTranslation('myData');
  const { dateTime } = useFormat();
  const requesting = useAct('erasure.request');
  const withdrawing = useAct('erasure.withdraw');
  const erasing = useAct('erasure.carry-out');
  const refresh = useForgetLearned();
  const points = useConsequences();
  const { confirm, dialog } = useConfirm();
  const [isDone, setDone] = useState(false);
  const problem = requesting.problem ?? withdrawing.problem ?? erasing.problem;

  const request = async (): Promise<void> => {
    setDone(false);
    if ((await requesting.act({})).ok) await refresh();
  };
  const withdraw = async (): Promise<void> => {
    if ((await withdrawing.act({})).ok) await refresh();
  };
  const carryOut = async (): Promise<void> => {
    const isSure = await confirm({
      title: t('erasure.confirmTitle'),
      text: t('erasure.confirmText'),
      points,
      doIt: t('erasure.carryOut'),
    });
    if (!isSure || !(await erasing.act({})).ok) return;
    setDone(true);
    await refresh();
  };

  return (
    <Section title={t('erasure.title')} intro={t('erasure.text')}>
      {problem !== null && <ProblemNote problem={problem} />}
      <Consequences points={points} />
      <Text role="status">{isDone && t('erasure.done')}</Text>
      {requestedAt !== null && <Text fw={600}>{t('erasure.requested', { at: dateTime(requestedAt) })}</Text>}
      {requestedAt !== null && <Text size="sm">{t('erasure.needs')}</Text>}
      <Group>
        {requestedAt === null ? (
          <Button variant="default" loading={requesting.isBusy} onClick={() => void request()}>
            {t('erasure.request')}
          </Button>
        ) : (
          <>
            <Button variant="default" loading={withdrawing.isBusy} onClick={() => void withdraw()}>
              {t('erasure.withdraw')}
            </Button>
            <Button color="red" loading={erasing.isBusy} onClick={() => void carryOut()}>
              {t('erasure.carryOut')}
            </Button>
          </>
        )}
      </Group>
      {dialog}
    </Section>
  );
};
