/** Has what was learned of typing, of pointing, or of both forgotten. */
import { Button, Group, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { MODALITIES } from '../../../contract/verdict.ts';
import { useAct } from '../../bridge/use-act.ts';
import { useForget } from '../../bridge/use-answer.ts';
import { ProblemNote } from '../../parts/problem-note.tsx';
import { Section } from '../../parts/section.tsx';
import { useConfirm } from '../../parts/use-confirm.tsx';

const CHOICES = [...MODALITIES, 'all'] as const;

export const Forgetting = () => {
  const { t } = useTranslation('myData');
  const { act, isBusy, problem } = useAct('profile.reset');
  const forget = useForget();
  const { confirm, dialog } = useConfirm();
  const [removed, setRemoved] = useState<number | null>(null);

  const reset = async (modality: (typeof CHOICES)[number]): Promise<void> => {
    setRemoved(null);
    const isSure = await confirm({
      title: t('forgetting.confirmTitle'),
      text: t('forgetting.confirmText'),
      doIt: t(`forgetting.${modality}`),
    });
    if (!isSure) return;
    const answer = await act({ modality });
    if (!answer.ok) return;
    setRemoved(answer.value.removedWindows);
    await forget('data.show', 'profile.show', 'profile.versions', 'status');
  };

  return (
    <Section title={t('forgetting.title')} intro={t('forgetting.intro')}>
      {problem !== null && <ProblemNote problem={problem} />}
      {removed !== null && <Text role="status">{t('forgetting.done', { count: removed })}</Text>}
      <Group>
        {CHOICES.map((modality) => (
          <Button key={modality} variant="default" disabled={isBusy} onClick={() => void reset(modality)}>
            {t(`forgetting.${modality}`)}
          </Button>
        ))}
      </Group>
      {dialog}
    </Section>
  );
};
