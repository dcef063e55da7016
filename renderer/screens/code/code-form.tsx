/** The open question for a code: why, the field, how long and how often it can be tried, and help. */
import { Button, Stack, Text } from '@mantine/core';
import { useState, type SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { CodePrompt } from '../../../contract/step-up.ts';
import { useBridge } from '../../bridge/bridge-context.tsx';
import { problemIn, problemOf, type Problem } from '../../bridge/problem.ts';
import { codeFault, compactCode } from '../../parts/code-text.ts';
import { MailCode } from '../../parts/mail-code.tsx';
import { ProblemNote } from '../../parts/problem-note.tsx';
import { CodeField, useCodeField } from './code-field.tsx';
import { NoCodesTaken } from './no-codes-taken.tsx';
import { TimeLeft } from './time-left.tsx';
import { useCodeState } from './use-code-state.ts';

interface Props {
  readonly prompt: CodePrompt;
  /** It was answered here: `over` when that was the last attempt. */
  readonly onSettled?: (how: 'passed' | 'over') => void;
}

export const CodeForm = ({ prompt, onSettled }: Props) => {
  const { t } = useTranslation('code');
  const { calls } = useBridge();
  const { state, refresh } = useCodeState(prompt);
  const { field, focus } = useCodeField();
  const [code, setCode] = useState('');
  const [fault, setFault] = useState<'empty' | 'tooLong' | 'refused' | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [isBusy, setBusy] = useState(false);
  const takesCodes = state === undefined || (state.blockedUntil === null && !state.exhausted);

  const answer = async (): Promise<void> => {
    const given = await calls['code.answer']({ code: compactCode(code) });
    if (!given.ok) {
      setProblem(problemIn(given));
      return;
    }
    const { outcome, attemptsLeft } = given.value;
    if (outcome === 'passed') onSettled?.('passed');
    else if (attemptsLeft === 0) onSettled?.('over');
    else setFault(outcome === 'refused' ? 'refused' : null);
  };
  const submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    if (isBusy || !takesCodes) return;
    const found = codeFault(code);
    setFault(found);
    setProblem(null);
    if (found === null) {
      setBusy(true);
      await answer().catch((cause: unknown) => {
        setProblem(problemOf(cause));
      });
      setBusy(false);
      setCode('');
      await refresh();
    }
    focus();
  };

  return (
    <form noValidate onSubmit={(event) => void submit(event)}>
      <Stack gap="sm">
        <Text>{t(`why.${prompt.reason}`)}</Text>
        <CodeField
          methods={prompt.methods}
          field={field}
          value={code}
          error={fault === null ? null : t(`fault.${fault}`)}
          onChange={setCode}
        />
        <Button type="submit" size="md" loading={isBusy} disabled={!takesCodes}>
          {t('submit')}
        </Button>
        <TimeLeft prompt={prompt} />
        <Text size="sm" role="status">
          {t('attempts', { count: prompt.attemptsLeft })}
        </Text>
        {state !== undefined && !takesCodes && <NoCodesTaken prompt={prompt} state={state} onOver={refresh} />}
        {problem !== null && <ProblemNote problem={problem} />}
        {prompt.methods.includes('email') && <MailCode isMailed={prompt.mailed} onAnswered={focus} />}
        <Text size="sm" c="dimmed">
          {t('otherwise')}
        </Text>
      </Stack>
    </form>
  );
};
