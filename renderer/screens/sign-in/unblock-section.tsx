/** Lets codes be tried again after too many were refused. */
import { Button, Group, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CodeState } from '../../../contract/step-up.ts';
import { useAct } from '../../bridge/use-act.ts';
import { useAnswer, useForget } from '../../bridge/use-answer.ts';
import { Answered } from '../../parts/answered.tsx';
import { ProblemNote } from '../../parts/problem-note.tsx';
import { Section } from '../../parts/section.tsx';
import { useFormat } from '../../parts/use-format.ts';

/** A wait may begin while somebody looks. */
const REFRESH_MS = 10_000;

export const UnblockSection = () => {
  const { t } = useTranslation('signIn');
  const { time } = useFormat();
  const state = useAnswer('code.state', {}, { everyMs: REFRESH_MS });
  const { act, isBusy, problem } = useAct('step-up.unblock');
  const forget = useForget();
  const [isDone, setDone] = useState(false);
  const unblock = async (): Promise<void> => {
    setDone(false);
    if (!(await act({})).ok) return;
    setDone(true);
    await forget('code.state', 'step-up.status');
  };
  const tell = ({ failures, blockedUntil, exhausted }: CodeState): string => {
    if (exhausted) return t('unblock.exhausted', { count: failures });
    if (blockedUntil !== null) return t('unblock.blocked', { count: failures, until: time(blockedUntil) });
    return t('unblock.failures', { count: failures });
  };
  return (
    <Section title={t('unblock.title')} intro={t('unblock.intro')}>
      <Answered answer={state}>
        {(value) => (
          <>
            <Text>{tell(value)}</Text>
            <Group>
              <Button variant="default" loading={isBusy} onClick={() => void unblock()}>
                {t('unblock.doIt')}
              </Button>
            </Group>
          </>
        )}
      </Answered>
      <Text role="status">{isDone && t('unblock.done')}</Text>
      {problem !== null && <ProblemNote problem={problem} />}
    </Section>
  );
};
