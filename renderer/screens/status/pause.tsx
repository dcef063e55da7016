/** Pausing, resuming and ending, as far as the policy allows. */
import { Button, Group, Text } from '@mantine/core';
import { memo, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import type { Status } from '../../../contract/ipc.ts';
import type { Policy } from '../../../contract/policy.ts';
import { useAct } from '../../bridge/use-act.ts';
import { useStatus } from '../../bridge/use-status.ts';
import { ProblemNote } from '../../parts/problem-note.tsx';
import { Section } from '../../parts/section.tsx';
import { useConfirm } from '../../parts/use-confirm.tsx';
import { useFormat } from '../../parts/use-format.ts';
import { wishOf } from './wish.ts';

const MINUTES = [5, 15, 30, 60, 120, 240, 480] as const;

/** Lengths on offer: the usual ones the policy allows, and its longest. */
const choicesOf = (most: number): readonly number[] => {
  const usual = MINUTES.filter((minutes) => minutes < most).slice(-2);
  return [...usual, most];
};

interface Props extends Pick<Status, 'state' | 'mode' | 'pausedUntil'> {
  readonly policy: Policy;
}

/** Given no more of the status than it needs, so that it is shown anew only when that changes. */
export const Pause = memo(function Pause({ state, mode, pausedUntil, policy }: Props) {
  const { t } = useTranslation('status');
  const { time } = useFormat();
  const { refresh } = useStatus();
  const pausing = useAct('pause');
  const resuming = useAct('resume');
  const quitting = useAct('quit');
  const { confirm, dialog } = useConfirm();
  const [hasEnded, setEnded] = useState(false);
  const [tooLong, setTooLong] = useState<number | null>(null);
  const { allowed, maxMinutes, needs } = policy.pause;
  const isDoubting = state === 'doubtful' && mode === 'enforce';

  const pause = async (minutes: number): Promise<void> => {
    await pausing.act({ minutes });
    await refresh();
  };
  const resume = async (): Promise<void> => {
    await resuming.act({});
    await refresh();
  };
  const quit = async (): Promise<void> => {
    const isSure = await confirm({ title: t('quit.title'), text: t('quit.text'), doIt: t('quit.doIt') });
    if (isSure && (await quitting.act({})).ok) setEnded(true);
  };

  const [location, go] = useLocation();
  const wish = useRef<() => Promise<void>>(() => Promise.resolve());
  useEffect(() => {
    wish.current = async () => {
      const wished = wishOf(location);
      if (wished === null) return;
      // Once: not again when the page is loaded anew.
      go('/status', { replace: true });
      if (wished.kind === 'quit') return quit();
      setTooLong(wished.minutes > maxMinutes ? wished.minutes : null);
      if (allowed && wished.minutes <= maxMinutes) await pause(wished.minutes);
    };
  });
  useEffect(() => {
    void wish.current();
  }, [location]);

  if (hasEnded) {
    return (
      <Section title={t('pause.title')}>
        <Text role="status">{t('quit.done')}</Text>
      </Section>
    );
  }
  const problem = pausing.problem ?? resuming.problem ?? quitting.problem;
  return (
    <Section title={t('pause.title')} intro={t('pause.text')}>
      {!allowed && <Text>{t('pause.forbidden')}</Text>}
      {allowed && pausedUntil === null && <Text>{t(isDoubting ? 'pause.notNow' : `pause.needs.${needs}`)}</Text>}
      {tooLong !== null && <Text role="alert">{t('pause.tooLong', { minutes: tooLong, most: maxMinutes })}</Text>}
      {pausedUntil !== null && <Text role="status">{t('pause.isPaused', { until: time(pausedUntil) })}</Text>}
      {problem !== null && <ProblemNote problem={problem} />}
      <Group>
        {pausedUntil !== null && (
          <Button loading={resuming.isBusy} onClick={() => void resume()}>
            {t('pause.resume')}
          </Button>
        )}
        {allowed &&
          pausedUntil === null &&
          choicesOf(maxMinutes).map((minutes) => (
            <Button
              key={minutes}
              variant="default"
              disabled={isDoubting || pausing.isBusy}
              onClick={() => void pause(minutes)}
            >
              {t('pause.forMinutes', { count: minutes })}
            </Button>
          ))}
        <Button variant="default" disabled={quitting.isBusy} onClick={() => void quit()}>
          {t('quit.button')}
        </Button>
      </Group>
      {dialog}
    </Section>
  );
});
