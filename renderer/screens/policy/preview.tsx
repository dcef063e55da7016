/** A change before it is saved: what differs, what it would have done, and why it is made. */
import { Alert, Button, Group, List, Loader, Stack, Text, TextInput } from '@mantine/core';
import { useEffect, useRef, useState, type SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useAnswer } from '../../bridge/use-answer.ts';
import type { Problem } from '../../bridge/problem.ts';
import { Answered } from '../../parts/answered.tsx';
import { ProblemNote } from '../../parts/problem-note.tsx';
import { Section } from '../../parts/section.tsx';
import { useFormat } from '../../parts/use-format.ts';
import { DifferenceTable } from './difference-table.tsx';
import { WhatIfResult } from './what-if.tsx';

const DAYS = 30;
const LONGEST_REASON = 200;

interface Props {
  /** Of the whole document. */
  readonly text: string;
  readonly isSaving: boolean;
  readonly problem: Problem | null;
  readonly onBack: () => void;
  readonly onSave: (reason: string) => void;
}

export const Preview = ({ text, isSaving, problem, onBack, onSave }: Props) => {
  const { t, i18n } = useTranslation('policy');
  const { number } = useFormat();
  const check = useAnswer('policy.check', { text });
  const isGood = check.value?.ok === true;
  const whatIf = useAnswer('policy.simulate', { text, days: DAYS }, { enabled: isGood });
  const [reason, setReason] = useState('');
  const [isMissing, setMissing] = useState(false);
  const top = useRef<HTMLDivElement>(null);
  const field = useRef<HTMLInputElement>(null);

  const save = (event: SyntheticEvent): void => {
    event.preventDefault();
    const given = reason.trim();
    setMissing(given === '');
    if (given === '') field.current?.focus();
    else onSave(given);
  };

  useEffect(() => {
    // The page is another one now: whoever uses the keyboard or hears it begins at its top.
    top.current?.focus();
    scrollTo({ top: 0 });
  }, []);

  return (
    <Stack gap="lg" ref={top} tabIndex={-1} role="group" aria-label={t('preview.title')} style={{ outline: 'none' }}>
      <Section title={t('preview.differences')} intro={t('preview.intro')}>
        <Answered answer={check}>
          {({ ok, problems, changes }) =>
            ok ? (
              <DifferenceTable changes={changes} />
            ) : (
              <Alert color="red" role="alert" title={t('preview.refused')}>
                <List size="sm" {...(i18n.language === 'en' ? {} : { lang: 'en' })}>
                  {problems.map((each) => (
                    <List.Item key={each}>{each}</List.Item>
                  ))}
                </List>
              </Alert>
            )
          }
        </Answered>
      </Section>
      {isGood && (
        <Section title={t('preview.whatIf')} intro={t('preview.whatIfIntro', { days: number(DAYS) })}>
          {whatIf.isLoading && (
            <Group role="status">
              <Loader size="sm" aria-hidden />
              <Text>{t('preview.trying')}</Text>
            </Group>
          )}
          {whatIf.problem !== null && <ProblemNote problem={whatIf.problem} />}
          {whatIf.value !== undefined && <WhatIfResult result={whatIf.value} />}
        </Section>
      )}
      <form onSubmit={save} noValidate>
        <Stack gap="sm">
          {isGood && (
            <TextInput
              ref={field}
              label={t('preview.reason')}
              description={t('preview.reasonHint')}
              required
              maxLength={LONGEST_REASON}
              value={reason}
              error={isMissing ? t('preview.reasonMissing') : undefined}
              onChange={({ currentTarget }) => {
                setReason(currentTarget.value);
                setMissing(false);
              }}
            />
          )}
          {problem !== null && <ProblemNote problem={problem} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={onBack}>
              {t('preview.back')}
            </Button>
            {isGood && (
              <Button type="submit" loading={isSaving}>
                {t('preview.save')}
              </Button>
            )}
          </Group>
        </Stack>
      </form>
    </Stack>
  );
};
