/** Makes keys and numbers anew under which everything is stored, so that what somebody copied is of no use. */
import { Button, Group, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAct } from '../../bridge/use-act.ts';
import { ProblemNote } from '../../parts/problem-note.tsx';
import { Section } from '../../parts/section.tsx';
import { useConfirm } from '../../parts/use-confirm.tsx';
import { useConsequences } from './use-consequences.ts';
import { useForgetLearned } from './use-forget-learned.ts';

export const Renewal = () => {
  const { t } = useTranslation('myData');
  const { act, isBusy, problem } = useAct('template.renew');
  const forgetLearned = useForgetLearned();
  const points = useConsequences();
  const { confirm, dialog } = useConfirm();
  const [isDone, setDone] = useState(false);

  const renew = async (): Promise<void> => {
    setDone(false);
    const isSure = await confirm({
      title: t('renewal.confirmTitle'),
      text: t('renewal.confirmText'),
      points,
      doIt: t('renewal.button'),
    });
    if (!isSure || !(await act({})).ok) return;
    setDone(true);
    await forgetLearned();
  };

  return (
    <Section title={t('renewal.title')} intro={t('renewal.intro')}>
      <Text size="sm">{t('renewal.when')}</Text>
      {problem !== null && <ProblemNote problem={problem} />}
      <Text role="status">{isDone && t('renewal.done')}</Text>
      <Group>
        <Button variant="default" loading={isBusy} onClick={() => void renew()}>
          {t('renewal.button')}
        </Button>
      </Group>
      {dialog}
    </Section>
  );
};
