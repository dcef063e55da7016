/** What works on this workstation and what does not. */
import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAnswer } from '../../bridge/use-answer.ts';
import { useStatus } from '../../bridge/use-status.ts';
import { Answered } from '../../parts/answered.tsx';
import { Page } from '../../parts/page.tsx';
import { CopyReport } from './copy-report.tsx';
import { FindingsSection } from './findings-section.tsx';
import { OutsideSection } from './outside-section.tsx';
import { diagnosisReport } from './report.ts';
import { StateSection } from './state-section.tsx';

export const DiagnosticsScreen = () => {
  const { t } = useTranslation('diagnostics');
  const diagnosis = useAnswer('diagnosis.show', {});
  const channels = useAnswer('notifications.show', {});
  const { value: status, refresh } = useStatus();
  const state = useQueryClient().getQueryState(['diagnosis.show', {}]);
  const checkedAt =
    state === undefined || state.dataUpdatedAt === 0 ? null : new Date(state.dataUpdatedAt).toISOString();
  const [isChecking, setChecking] = useState(false);

  const checkAgain = async (): Promise<void> => {
    setChecking(true);
    await Promise.all([diagnosis.refresh(), channels.refresh(), refresh()]);
    setChecking(false);
  };
  return (
    <Page
      title={t('title')}
      intro={t('intro')}
      actions={
        <Button loading={isChecking} onClick={() => void checkAgain()}>
          {t('again')}
        </Button>
      }
    >
      <Answered answer={diagnosis}>
        {({ findings }) => (
          <FindingsSection findings={findings} checkedAt={checkedAt} onChanged={checkAgain}>
            <CopyReport
              text={diagnosisReport({
                findings,
                status: status ?? null,
                channels: channels.value?.channels ?? [],
                at: checkedAt ?? '',
                userAgent: navigator.userAgent,
              })}
            />
          </FindingsSection>
        )}
      </Answered>
      {status !== undefined && <StateSection status={status} />}
      <OutsideSection channels={channels.value?.channels ?? []} />
    </Page>
  );
};
