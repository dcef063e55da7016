/** Has the agent check the whole log, and shows what it found. */
import { Button, Group, Progress, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AuditVerification } from '../../../contract/audit-reading.ts';
import { usePush } from '../../bridge/use-push.ts';
import { Section } from '../../parts/section.tsx';
import { useFormat } from '../../parts/use-format.ts';
import { VerifyResult } from './verify-result.tsx';

interface Props {
  readonly isOpen: boolean;
  /** Null: it could not be done, and the problem is shown already. */
  readonly verify: (job: string) => Promise<AuditVerification | null>;
  readonly onGoTo: (seq: number) => void;
}

export const VerifySection = ({ isOpen, verify, onGoTo }: Props) => {
  const { t } = useTranslation('audit');
  const { number } = useFormat();
  const [job, setJob] = useState<string | null>(null);
  const [progress, setProgress] = useState({ done: 0, total: 0 });
  const [result, setResult] = useState<AuditVerification | null>(null);
  usePush('progress', ({ job: of, done, total }) => {
    if (of === job) setProgress({ done, total });
  });

  const start = async (): Promise<void> => {
    const name = crypto.randomUUID();
    setJob(name);
    setProgress({ done: 0, total: 0 });
    setResult(null);
    setResult(await verify(name));
    setJob(null);
  };
  const { done, total } = progress;
  return (
    <Section title={t('verify.title')} intro={t('verify.intro')}>
      {job !== null && (
        <Stack gap={4} role="status">
          <Progress value={total === 0 ? 0 : (100 * done) / total} aria-label={t('verify.progress')} />
          <Text size="sm">{t('verify.running', { done: number(done), total: number(total) })}</Text>
        </Stack>
      )}
      {result !== null && <VerifyResult result={result} onGoTo={onGoTo} />}
      <Group>
        <Button variant="default" loading={job !== null} disabled={!isOpen} onClick={() => void start()}>
          {t('verify.start')}
        </Button>
      </Group>
    </Section>
  );
};
