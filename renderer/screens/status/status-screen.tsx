/** How it is now, how it went, and why; and the way to a pause. */
import { Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useAnswer } from '../../bridge/use-answer.ts';
import { useStatus } from '../../bridge/use-status.ts';
import { Answered } from '../../parts/answered.tsx';
import { Columns } from '../../parts/columns.tsx';
import { Page } from '../../parts/page.tsx';
import { useVerdicts } from '../../parts/use-verdicts.ts';
import { DayCurve } from './day-curve.tsx';
import { Now } from './now.tsx';
import { Pause } from './pause.tsx';
import { PromptNotice } from './prompt-notice.tsx';
import { Seen } from './seen.tsx';
import { TrustNow } from './trust-now.tsx';
import { Why } from './why.tsx';

/** More come in half a minute only from a machine; then the history has them. */
const KEPT = 300;
const POLICY_REFRESH_MS = 60_000;

export const StatusScreen = () => {
  const { t } = useTranslation('status');
  const answer = useStatus();
  const { value: view } = useAnswer('policy.show', {}, { everyMs: POLICY_REFRESH_MS });
  const live = useVerdicts(KEPT, 1_000);
  const policy = view?.policy;
  return (
    <Page title={t('title')} intro={t('intro')}>
      <Answered answer={answer}>
        {(status) => (
          <Stack gap="lg">
            {status.prompt !== null && <PromptNotice prompt={status.prompt} />}
            <Columns>
              <Now status={status} policy={policy} />
              {policy !== undefined && <TrustNow status={status} policy={policy} />}
            </Columns>
            {policy !== undefined && <DayCurve policy={policy} live={live} />}
            <Columns>
              <Why live={live} />
              <Seen status={status} />
            </Columns>
            {policy !== undefined && (
              <Pause state={status.state} mode={status.mode} pausedUntil={status.pausedUntil} policy={policy} />
            )}
          </Stack>
        )}
      </Answered>
    </Page>
  );
};
