/** Asks before something that cannot be undone. */
import { Button, Group, Stack, Text } from '@mantine/core';
import { useCallback, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Consequences, type Consequence } from './consequences.tsx';
import { Dialog } from './dialog.tsx';

export interface Question {
  readonly title: string;
  readonly text: string;
  /** What follows, beside the text. */
  readonly points?: readonly Consequence[];
  /** What the button says that does it. */
  readonly doIt: string;
}

interface Asked extends Question {
  readonly settle: (yes: boolean) => void;
}

/** `confirm` resolves to the answer; `dialog` is to be put somewhere into the page. */
export const useConfirm = (): { confirm: (question: Question) => Promise<boolean>; dialog: ReactNode } => {
  const { t } = useTranslation('common');
  const [asked, setAsked] = useState<Asked | null>(null);
  const confirm = useCallback(
    (question: Question) =>
      new Promise<boolean>((resolve) => {
        setAsked({
          ...question,
          settle: (yes) => {
            setAsked(null);
            resolve(yes);
          },
        });
      }),
    [],
  );
  const settle = (yes: boolean) => () => {
    asked?.settle(yes);
  };
  const dialog = asked !== null && (
    <Dialog onClose={settle(false)} title={asked.title}>
      <Stack>
        <Text>{asked.text}</Text>
        {asked.points !== undefined && <Consequences points={asked.points} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={settle(false)} data-autofocus>
            {t('cancel')}
          </Button>
          <Button color="red" onClick={settle(true)}>
            {asked.doIt}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  );
  return { confirm, dialog };
};
