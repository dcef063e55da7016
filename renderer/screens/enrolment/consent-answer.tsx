/** The answer that is stored, with its date and version; and what can still be done about it. */
import { Button, Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ConsentState } from '../../../contract/consent.ts';
import type { Problem } from '../../bridge/problem.ts';
import { ProblemNote } from '../../parts/problem-note.tsx';
import { Section } from '../../parts/section.tsx';
import { useConfirm } from '../../parts/use-confirm.tsx';
import { useFormat } from '../../parts/use-format.ts';
import { answerKey } from './answer-key.ts';

interface Props {
  readonly needs: ConsentState['needs'];
  readonly given: NonNullable<ConsentState['answer']>;
  readonly isBusy: boolean;
  readonly problem: Problem | null;
  readonly onAnswer: (answer: 'given' | 'refused') => void;
  readonly onRead: () => void;
}

export const ConsentAnswer = ({ needs, given, isBusy, problem, onAnswer, onRead }: Props) => {
  const { t } = useTranslation('enrolment');
  const { dateTime } = useFormat();
  const { confirm, dialog } = useConfirm();
  const key = answerKey(given, needs);

  const takeBack = async (): Promise<void> => {
    const isSure = await confirm({
      title: t('consent.answered.takeBackTitle'),
      text: t('consent.answered.takeBackText'),
      doIt: t('consent.answered.takeBack'),
    });
    if (isSure) onAnswer('refused');
  };

  return (
    <Section title={t('consent.answered.title')}>
      <Text role="status">
        {t('consent.answered.detail', {
          answer: t(`consent.answered.${key}`),
          version: given.version,
          language: t(`consent.answered.languages.${given.language}`),
          at: dateTime(given.at),
        })}
      </Text>
      {key === 'confirmed' && (
        <Text size="sm" c="dimmed">
          {t('consent.answered.objecting')}
        </Text>
      )}
      {problem !== null && <ProblemNote problem={problem} />}
      <Group>
        {/* Agreeing is done under the text alone. */}
        <Button variant="default" onClick={onRead}>
          {t('consent.answered.read')}
        </Button>
        {key === 'given' && (
          <Button variant="default" loading={isBusy} onClick={() => void takeBack()}>
            {t('consent.answered.takeBack')}
          </Button>
        )}
      </Group>
      {dialog}
    </Section>
  );
};
