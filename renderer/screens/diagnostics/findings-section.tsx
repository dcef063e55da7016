/** All checks, what is wrong first, with what the program can do about it. */
import { Alert, Stack, Text } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Finding, Fix } from '../../../contract/diagnosis.ts';
import { useAct } from '../../bridge/use-act.ts';
import { ProblemNote } from '../../parts/problem-note.tsx';
import { Section } from '../../parts/section.tsx';
import { useFormat } from '../../parts/use-format.ts';
import { FindingCard } from './finding-card.tsx';

interface Props {
  readonly findings: readonly Finding[];
  readonly checkedAt: string | null;
  /** After something was done about one. */
  readonly onChanged: () => Promise<void>;
  readonly children: ReactNode;
}

const RANKS = { fail: 0, warn: 1, ok: 2 } as const;

export const FindingsSection = ({ findings, checkedAt, onChanged, children }: Props) => {
  const { t, i18n } = useTranslation('diagnostics');
  const { time } = useFormat();
  const { act, isBusy, problem } = useAct('diagnosis.fix');
  const [done, setDone] = useState<{ readonly ok: boolean; readonly message: string } | null>(null);
  const wrong = findings.filter(({ state }) => state !== 'ok').length;

  const fix = async (which: Fix): Promise<void> => {
    setDone(null);
    const answer = await act({ fix: which });
    if (answer.ok) setDone(answer.value);
    await onChanged();
  };
  return (
    <Section title={t('findings.title')}>
      <div role="status">
        <Text fw={600}>{wrong === 0 ? t('findings.allGood') : t('findings.some', { count: wrong })}</Text>
        {checkedAt !== null && (
          <Text size="sm" c="dimmed">
            {t('findings.checkedAt', { time: time(checkedAt) })}
          </Text>
        )}
      </div>
      {problem !== null && <ProblemNote problem={problem} />}
      {done !== null && (
        <Alert color={done.ok ? 'green' : 'red'} role={done.ok ? 'status' : 'alert'}>
          <span {...(i18n.language === 'en' ? {} : { lang: 'en' })}>
            {t(done.ok ? 'fixes.done' : 'fixes.failed', { message: done.message })}
          </span>
        </Alert>
      )}
      <Stack component="ul" gap={0} p={0} m={0} style={{ listStyle: 'none' }}>
        {findings
          .toSorted((a, b) => RANKS[a.state] - RANKS[b.state])
          .map((finding) => (
            <FindingCard key={finding.name} finding={finding} isBusy={isBusy} onFix={(which) => void fix(which)} />
          ))}
      </Stack>
      {children}
    </Section>
  );
};
