/** Takes the code that shows that what is being set up works. */
import { Button, Group, Stack, TextInput } from '@mantine/core';
import { useState, type SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { Problem } from '../../bridge/problem.ts';
import { codeFault, compactCode } from '../../parts/code-text.ts';
import { ProblemNote } from '../../parts/problem-note.tsx';

interface Props {
  readonly label: string;
  readonly isBusy: boolean;
  readonly problem: Problem | null;
  readonly onStop: () => void;
  /** Resolves to whether it was accepted. */
  readonly onConfirm: (code: string) => Promise<boolean>;
}

export const ConfirmForm = ({ label, isBusy, problem, onStop, onConfirm }: Props) => {
  const { t } = useTranslation('signIn');
  const { t: texts } = useTranslation('code');
  const [code, setCode] = useState('');
  const [fault, setFault] = useState<'empty' | 'tooLong' | null>(null);
  const submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const found = codeFault(code);
    setFault(found);
    if (found === null && !(await onConfirm(compactCode(code)))) setCode('');
  };
  return (
    <form noValidate onSubmit={(event) => void submit(event)}>
      <Stack gap="sm">
        <TextInput
          label={label}
          maw={420}
          value={code}
          error={fault === null ? null : texts(`fault.${fault}`)}
          inputMode="numeric"
          autoComplete="one-time-code"
          onChange={({ currentTarget }) => {
            setCode(currentTarget.value);
          }}
        />
        {problem !== null && <ProblemNote problem={problem} />}
        <Group>
          <Button type="submit" loading={isBusy}>
            {t('confirm')}
          </Button>
          <Button variant="default" onClick={onStop}>
            {t('setUp.stop')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
};
