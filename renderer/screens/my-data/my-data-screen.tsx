/** Everything that is stored about the employee, and what they can do about it. */
import { Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useAnswer } from '../../bridge/use-answer.ts';
import { Answered } from '../../parts/answered.tsx';
import { Page } from '../../parts/page.tsx';
import { Backup } from './backup.tsx';
import { DataExport } from './data-export.tsx';
import { Doubts } from './doubts.tsx';
import { Erasure } from './erasure.tsx';
import { Forgetting } from './forgetting.tsx';
import { Hours } from './hours.tsx';
import { Learned } from './learned.tsx';
import { Overview } from './overview.tsx';
import { Renewal } from './renewal.tsx';
import { Restore } from './restore.tsx';
import { Sessions } from './sessions.tsx';
import { Versions } from './versions.tsx';

/** What is stored grows while somebody works; and an engine that was starting again is asked once more. */
const OFTEN = { everyMs: 60_000 };

export const MyDataScreen = () => {
  const { t } = useTranslation('myData');
  const data = useAnswer('data.show', {}, OFTEN);
  const profile = useAnswer('profile.show', {}, OFTEN);
  const doubts = useAnswer('doubts.list', {}, OFTEN);
  const versions = useAnswer('profile.versions', {}, OFTEN);
  return (
    <Page title={t('title')} intro={t('intro')}>
      <Answered answer={data}>{(value) => <Overview data={value} />}</Answered>
      <DataExport />
      <Answered answer={doubts}>{(value) => <Doubts doubts={value} />}</Answered>
      <Answered answer={profile}>
        {(value) => (
          <Stack gap="lg">
            <Learned profile={value} />
            <Hours hours={value.hours} />
          </Stack>
        )}
      </Answered>
      {data.value !== undefined && <Sessions sessions={data.value.sessions} />}
      <Answered answer={versions}>{(value) => <Versions versions={value.versions} />}</Answered>
      <Backup />
      <Restore />
      <Forgetting />
      <Renewal />
      {data.value !== undefined && <Erasure requestedAt={data.value.erasureRequestedAt} />}
    </Page>
  );
};
