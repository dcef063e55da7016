/** Codes by mail: to an address that has shown that it can be read. */
import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { useState, type SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useAct } from '../../bridge/use-act.ts';
import { ProblemNote } from '../../parts/problem-note.tsx';
import { Section } from '../../parts/section.tsx';
import { useFormat } from '../../parts/use-format.ts';
import { EmailConfirm, type Mailed } from './email-confirm.tsx';
import type { PartProps } from './part-props.ts';
import { RemoveMethod } from './remove-method.tsx';

/** As the agent's own check, roughly: it has the last word. */
const ADDRESS = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

export const EmailSection = ({ setUp, policy, onCodes }: PartProps) => {
  const { t } = useTranslation('signIn');
  const { date } = useFormat();
  const { act, isBusy, problem } = useAct('step-up.email.begin');
  const [address, setAddress] = useState('');
  const [isFaulty, setFaulty] = useState(false);
  const [mailed, setMailed] = useState<Mailed | null>(null);
  const { email } = setUp;
  const isAllowed = policy?.stepUp.methods.includes('email') ?? true;
  const hasServer = policy?.mail !== null;

  const begin = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const typed = address.trim();
    const isGood = ADDRESS.test(typed);
    setFaulty(!isGood);
    if (!isGood) return;
    const answer = await act({ address: typed });
    if (answer.ok) setMailed(answer.value);
  };
  const end = (): void => {
    setMailed(null);
    setAddress('');
  };
  return (
    <Section title={t('email.title')} intro={t('email.intro')}>
      <Text>
        {email === null ? t('email.none') : t('email.since', { address: email.address, date: date(email.confirmedAt) })}
      </Text>
      {!isAllowed && <Text>{t('forbidden')}</Text>}
      {isAllowed && !hasServer && <Text>{t('email.noServer')}</Text>}
      {isAllowed && hasServer && mailed === null && (
        <form noValidate onSubmit={(event) => void begin(event)}>
          <Stack gap="sm">
            <TextInput
              label={t(email === null ? 'email.address' : 'email.newAddress')}
              type="email"
              autoComplete="email"
              maw={420}
              value={address}
              error={isFaulty ? t('email.faulty') : null}
              onChange={({ currentTarget }) => {
                setAddress(currentTarget.value);
              }}
            />
            <Group>
              <Button type="submit" variant="default" loading={isBusy}>
                {t('email.begin')}
              </Button>
            </Group>
          </Stack>
        </form>
      )}
      {mailed !== null && <EmailConfirm mailed={mailed} onCodes={onCodes} onEnd={end} />}
      {problem !== null && <ProblemNote problem={problem} />}
      {email !== null && mailed === null && (
        <Group>
          <RemoveMethod method="email" />
        </Group>
      )}
    </Section>
  );
};
