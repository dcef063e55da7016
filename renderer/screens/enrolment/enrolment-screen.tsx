/** What employees are told and answer; how well they are known; and a place to try it. */
import { Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useAnswer } from '../../bridge/use-answer.ts';
import { useStatus } from '../../bridge/use-status.ts';
import { Answered } from '../../parts/answered.tsx';
import { Page } from '../../parts/page.tsx';
import { Consent } from './consent.tsx';
import { EnrolmentProgress } from './progress.tsx';
import { TryIt } from './try-it.tsx';

const POLICY_REFRESH_MS = 60_000;

export const EnrolmentScreen = () => {
  const { t } = useTranslation('enrolment');
  const consent = useAnswer('consent.show', {});
  const policies = useAnswer('policy.show', {}, { everyMs: POLICY_REFRESH_MS });
  const status = useStatus();
  return (
    <Page title={t('title')} intro={t('intro')}>
      <Answered answer={policies}>
        {({ policy }) => (
          <Stack gap="lg">
            <Answered answer={consent}>{(state) => <Consent state={state} policy={policy} />}</Answered>
            <Answered answer={status}>
              {(value) => (
                <Stack gap="lg">
                  <EnrolmentProgress status={value} policy={policy} />
                  <TryIt status={value} policy={policy} />
                </Stack>
              )}
            </Answered>
          </Stack>
        )}
      </Answered>
    </Page>
  );
};
