/** An accommodation: granted for days, with its end named before; ended. There is no place for a reason. */
import { Button, Group, NumberInput, Stack, Text } from '@mantine/core';
import { useState, type SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { Policy } from '../../../contract/policy.ts';
import { useAct } from '../../bridge/use-act.ts';
import { useAnswer, useForget } from '../../bridge/use-answer.ts';
import { Answered } from '../../parts/answered.tsx';
import { ProblemNote } from '../../parts/problem-note.tsx';
import { Section } from '../../parts/section.tsx';
import { useConfirm } from '../../parts/use-confirm.tsx';
import { useFormat } from '../../parts/use-format.ts';
import { useNow } from '../../parts/use-now.ts';

const DAY_MS = 86_400_000;
const FIRST_DAYS = 14;
const CLOCK_MS = 60_000;

export const AccommodationSection = ({ policy }: { readonly policy: Policy }) => {
  const { t } = useTranslation('signIn');
  const { dateTime, duration, date } = useFormat();
  const shown = useAnswer('accommodation.show', {});
  const granting = useAct('accommodation.grant');
  const ending = useAct('accommodation.end');
  const forget = useForget();
  const { confirm, dialog } = useConfirm();
  const now = useNow(CLOCK_MS);
  const { maxDays, codeEveryHours, inactivityLockSeconds } = policy.accommodation;
  const [days, setDays] = useState<number | string>(Math.min(FIRST_DAYS, maxDays));
  const isGood = typeof days === 'number' && Number.isInteger(days) && days >= 1 && days <= maxDays;

  const grant = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    if (isGood && (await granting.act({ days })).ok) await forget('accommodation.show');
  };
  const end = async (): Promise<void> => {
    const isSure = await confirm({
      title: t('accommodation.sure.title'),
      text: t('accommodation.sure.text'),
      doIt: t('accommodation.end'),
    });
    if (isSure && (await ending.act({})).ok) await forget('accommodation.show');
  };
  const problem = granting.problem ?? ending.problem;
  return (
    <Section title={t('accommodation.title')} intro={t('accommodation.intro')}>
      <Text size="sm">
        {t('accommodation.terms', {
          hours: duration(codeEveryHours * 3_600_000),
          inactivity: duration(inactivityLockSeconds * 1_000),
        })}
      </Text>
      <Text size="sm">{t('accommodation.noReason')}</Text>
      <Answered answer={shown}>
        {({ until }) => (
          <>
            <Text role="status">
              {until === null ? t('accommodation.none') : t('accommodation.running', { until: dateTime(until) })}
            </Text>
            <form noValidate onSubmit={(event) => void grant(event)}>
              <Stack gap="sm">
                <NumberInput
                  label={t('accommodation.days')}
                  maw={200}
                  allowDecimal={false}
                  allowNegative={false}
                  value={days}
                  error={isGood ? null : t('accommodation.faulty', { most: maxDays })}
                  onChange={setDays}
                />
                {isGood && (
                  <Text size="sm">
                    {t('accommodation.result', { date: date(new Date(now + days * DAY_MS).toISOString()) })}
                  </Text>
                )}
                <Group>
                  <Button type="submit" variant="default" loading={granting.isBusy} disabled={!isGood}>
                    {t(until === null ? 'accommodation.grant' : 'accommodation.grantAnew')}
                  </Button>
                  {until !== null && (
                    <Button variant="default" loading={ending.isBusy} onClick={() => void end()}>
                      {t('accommodation.end')}
                    </Button>
                  )}
                </Group>
              </Stack>
            </form>
          </>
        )}
      </Answered>
      {problem !== null && <ProblemNote problem={problem} />}
      {dialog}
    </Section>
  );
};
