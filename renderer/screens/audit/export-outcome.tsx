/** What became of an export. */
import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ProblemNote } from '../../parts/problem-note.tsx';
import type { Outcome } from './use-log-export.ts';

interface Props {
  readonly outcome: Outcome;
  readonly onProveAgain: () => void;
}

export const ExportOutcome = ({ outcome, onProveAgain }: Props) => {
  const { t } = useTranslation('audit');
  if (outcome.kind === 'failed') return <ProblemNote problem={outcome.problem} />;
  if (outcome.kind === 'stopped') return <Alert role="status">{t('export.stopped')}</Alert>;
  const isSaved = outcome.kind === 'saved';
  return (
    <>
      {!isSaved && outcome.problem !== null && <ProblemNote problem={outcome.problem} />}
      <Alert color={isSaved ? 'green' : 'orange'} role="status">
        <Stack gap="xs">
          <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
            {isSaved
              ? t('export.saved', { file: outcome.fileName, proof: outcome.proofName })
              : t('export.unproved', { file: outcome.fileName })}
          </Text>
          <Group>
            <Button variant="default" size="xs" onClick={onProveAgain}>
              {t('export.proveAgain')}
            </Button>
          </Group>
        </Stack>
      </Alert>
    </>
  );
};
