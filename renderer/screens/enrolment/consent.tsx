/** What employees are told, and what they answer; afterwards the answer with its date, and the way to take it back. */
import { Button, Group, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CONSENT_ANSWERS, ConsentState } from '../../../contract/consent.ts';
import type { Policy } from '../../../contract/policy.ts';
import { useAct } from '../../bridge/use-act.ts';
import { useForget } from '../../bridge/use-answer.ts';
import { languageOf } from '../../i18n/start.ts';
import { ProblemNote } from '../../parts/problem-note.tsx';
import { Section } from '../../parts/section.tsx';
import { useFormat } from '../../parts/use-format.ts';
import { ConsentAnswer } from './consent-answer.tsx';
import { ConsentText } from './consent-text.tsx';
import { answerKey } from './answer-key.ts';

interface Props {
  readonly state: ConsentState;
  readonly policy: Policy;
}

export const Consent = ({ state, policy }: Props) => {
  const { t, i18n } = useTranslation('enrolment');
  const { dateTime } = useFormat();
  const { act, isBusy, problem } = useAct('consent.answer');
  const forget = useForget();
  const [isReading, setReading] = useState(false);
  const { needs, version, answer: given, isCurrent } = state;
  const isRequired = needs === 'required';

  const answer = async (chosen: (typeof CONSENT_ANSWERS)[number]): Promise<void> => {
    const answered = await act({ version, answer: chosen, language: languageOf(null, [i18n.language]) });
    if (!answered.ok) return;
    setReading(false);
    await forget('consent.show', 'status');
  };

  if (given !== null && isCurrent && !isReading) {
    return (
      <ConsentAnswer
        needs={needs}
        given={given}
        isBusy={isBusy}
        problem={problem}
        onAnswer={(chosen) => void answer(chosen)}
        onRead={() => {
          setReading(true);
        }}
      />
    );
  }
  return (
    <Section title={t('consent.title')}>
      {given !== null && !isCurrent && (
        <Text role="status">
          {t('consent.outdated', {
            answer: t(`consent.answered.${answerKey(given, needs)}`),
            version: given.version,
            at: dateTime(given.at),
          })}
        </Text>
      )}
      <ConsentText policy={policy} version={version} />
      <Text fw={600}>{t(isRequired ? 'consent.required' : 'consent.notice')}</Text>
      {problem !== null && <ProblemNote problem={problem} />}
      <Group>
        <Button loading={isBusy} onClick={() => void answer('given')}>
          {t(isRequired ? 'consent.agree' : 'consent.confirm')}
        </Button>
        {isRequired && (
          <Button variant="default" disabled={isBusy} onClick={() => void answer('refused')}>
            {t('consent.disagree')}
          </Button>
        )}
      </Group>
    </Section>
  );
};
