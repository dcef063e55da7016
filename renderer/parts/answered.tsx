/** Shows an answer once it is there; before that that it is asked for, and instead of it why there is none. */
import { Button, Group, Loader, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Answer } from '../bridge/use-answer.ts';
import { ProblemNote } from './problem-note.tsx';

interface Props<T> {
  readonly answer: Answer<T>;
  readonly children: (value: T) => ReactNode;
}

export const Answered = <T,>({ answer, children }: Props<T>) => {
  const { t } = useTranslation('common');
  const { value, problem, refresh } = answer;
  return (
    <Stack gap="sm">
      {problem !== null && (
        <>
          <ProblemNote problem={problem} />
          <Group>
            <Button variant="default" onClick={() => void refresh()}>
              {t('refresh')}
            </Button>
          </Group>
        </>
      )}
      {value !== undefined && children(value)}
      {value === undefined && problem === null && (
        <Group role="status">
          <Loader size="sm" aria-hidden />
          <Text>{t('loading')}</Text>
        </Group>
      )}
    </Stack>
  );
};
