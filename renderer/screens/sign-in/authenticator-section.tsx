/** The authenticator: set up, replaced, taken away. */
import { Alert, Button, Group, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AuthenticatorSetup } from '../../../contract/step-up.ts';
import { useAct } from '../../bridge/use-act.ts';
import { ProblemNote } from '../../parts/problem-note.tsx';
import { Section } from '../../parts/section.tsx';
import { useFormat } from '../../parts/use-format.ts';
import { AuthenticatorSetUp } from './authenticator-set-up.tsx';
import type { PartProps } from './part-props.ts';
import { RemoveMethod } from './remove-method.tsx';
import { driftWorthTelling } from './summary.ts';

export const AuthenticatorSection = ({ setUp, policy, onCodes }: PartProps) => {
  const { t } = useTranslation('signIn');
  const { date, duration } = useFormat();
  const { act, isBusy, problem, forgetProblem } = useAct('step-up.authenticator.begin');
  const [begun, setBegun] = useState<AuthenticatorSetup | null>(null);
  const { authenticator } = setUp;
  const isAllowed = policy?.stepUp.methods.includes('authenticator') ?? true;
  const drift = driftWorthTelling(setUp);

  const begin = async (): Promise<void> => {
    const answer = await act({});
    if (answer.ok) setBegun(answer.value);
  };
  const end = (): void => {
    setBegun(null);
    forgetProblem();
  };
  return (
    <Section title={t('authenticator.title')} intro={t('authenticator.intro')}>
      <Text>
        {authenticator === null
          ? t('authenticator.none')
          : t('authenticator.since', { date: date(authenticator.enrolledAt) })}
      </Text>
      {drift !== null && drift < 0 && (
        // As likely typed late as a clock that is wrong.
        <Text size="sm">{t('authenticator.behind', { by: duration(-drift * 1_000) })}</Text>
      )}
      {drift !== null && drift > 0 && (
        <Alert role="note" color="orange">
          {t('authenticator.ahead', { by: duration(drift * 1_000) })}
        </Alert>
      )}
      {!isAllowed && <Text>{t('forbidden')}</Text>}
      {begun === null ? (
        <Group>
          {isAllowed && (
            <Button
              variant={authenticator === null ? 'filled' : 'default'}
              loading={isBusy}
              onClick={() => void begin()}
            >
              {t(authenticator === null ? 'authenticator.begin' : 'authenticator.replace')}
            </Button>
          )}
          {authenticator !== null && <RemoveMethod method="authenticator" />}
        </Group>
      ) : (
        <AuthenticatorSetUp key={begun.secret} setup={begun} onCodes={onCodes} onEnd={end} />
      )}
      {problem !== null && <ProblemNote problem={problem} />}
    </Section>
  );
};
