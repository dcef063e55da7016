/** No code is looked at: for a while, or until an administrator helps, who can do so here. */
import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { CodePrompt, CodeState } from '../../../contract/step-up.ts';
import { useAct } from '../../bridge/use-act.ts';
import { ProblemNote } from '../../parts/problem-note.tsx';
import { WaitNote } from '../../parts/wait-note.tsx';

interface Props {
  readonly prompt: CodePrompt;
  readonly state: CodeState;
  /** Codes may be taken again. */
  readonly onOver: () => Promise<void>;
}

export const NoCodesTaken = ({ prompt, state, onOver }: Props) => {
  const { t } = useTranslation('code');
  const { act, isBusy, problem } = useAct('step-up.unblock');
  const { blockedUntil, exhausted } = state;
  const unblock = async (): Promise<void> => {
    if ((await act({})).ok) await onOver();
  };
  return (
    <Stack gap="xs">
      {blockedUntil !== null && <WaitNote until={blockedUntil} onOver={() => void onOver()} />}
      {blockedUntil !== null && blockedUntil > prompt.until && <Text size="sm">{t('wait.tooLong')}</Text>}
      {exhausted && (
        <Alert color="red" role="alert" title={t('exhausted.title')}>
          {t('exhausted.text')}
        </Alert>
      )}
      <Group>
        <Button variant="default" loading={isBusy} onClick={() => void unblock()}>
          {t('unblock')}
        </Button>
      </Group>
      {problem !== null && <ProblemNote problem={problem} />}
    </Stack>
  );
};
