/** The window that asks for a code: it goes when the question is settled, on whichever display that was. */
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CodePrompt } from '../../../contract/step-up.ts';
import { useStatus } from '../../bridge/use-status.ts';
import { Answered } from '../../parts/answered.tsx';
import { FullWindow } from '../../parts/full-window.tsx';
import { CodeForm } from './code-form.tsx';
import { Settled } from './settled.tsx';

export const CodeScreen = () => {
  const { t } = useTranslation('code');
  const answer = useStatus();
  /** The question that was answered here; the agent's own word of it may come a moment later. */
  const [settled, setSettled] = useState<{ readonly id: string; readonly how: 'passed' | 'over' } | null>(null);

  const settle =
    ({ id }: CodePrompt) =>
    (how: 'passed' | 'over') => {
      setSettled({ id, how });
    };
  const open = answer.value?.prompt ?? null;
  const prompt = open === null || open.id === settled?.id ? null : open;
  if (prompt !== null) {
    return (
      <FullWindow title={t('title')}>
        <CodeForm key={prompt.id} prompt={prompt} onSettled={settle(prompt)} />
      </FullWindow>
    );
  }
  return (
    <Answered answer={answer}>
      {({ state }) => <Settled how={state === 'locked' ? 'over' : (settled?.how ?? 'gone')} />}
    </Answered>
  );
};
