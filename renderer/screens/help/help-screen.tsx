/** What Samehand is, what its signs mean, and what to do when something is not right. */
import { Group, List, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { CONSENT_VERSION } from '../../../contract/consent.ts';
import type { Screen } from '../../../contract/windows.ts';
import { useStatus } from '../../bridge/use-status.ts';
import { Page } from '../../parts/page.tsx';
import { PageLink } from '../../parts/page-link.tsx';
import { Section } from '../../parts/section.tsx';
import { Signs } from './signs.tsx';

interface ChapterProps {
  readonly title: string;
  readonly points: readonly string[];
  /** Where it goes on. */
  readonly pages: readonly Screen[];
}

const Chapter = ({ title, points, pages }: ChapterProps) => (
  <Section title={title}>
    <List spacing={4}>
      {points.map((point) => (
        <List.Item key={point}>{point}</List.Item>
      ))}
    </List>
    {pages.length > 0 && (
      <Group>
        {pages.map((screen) => (
          <PageLink key={screen} screen={screen} />
        ))}
      </Group>
    )}
  </Section>
);

export const HelpScreen = () => {
  const { t } = useTranslation('help');
  const { value: status } = useStatus();
  return (
    <Page title={t('title')} intro={t('intro')}>
      <Section title={t('what.title')}>
        <Text>
          {t('what.learns')} {t('what.compares')} {t('what.acts')} {t('what.never')} {t('what.stays')}
        </Text>
        <Text>
          {t('what.more')} <PageLink screen="enrolment" />
        </Text>
      </Section>
      <Chapter
        title={t('locked.title')}
        points={[t('locked.unlock'), t('locked.claim'), t('locked.often'), t('locked.hurt')]}
        pages={['my-data', 'status']}
      />
      <Chapter
        title={t('lost.title')}
        points={[t('lost.recovery'), t('lost.renew'), t('lost.clock'), t('lost.wait'), t('lost.none')]}
        pages={['sign-in']}
      />
      <Signs />
      <Chapter title={t('pause.title')} points={[t('pause.how'), t('pause.doubt')]} pages={['status']} />
      <Chapter
        title={t('complain.title')}
        points={[t('complain.administrator'), t('complain.erasure'), t('complain.authority')]}
        pages={['policy', 'my-data']}
      />
      <Chapter
        title={t('keyboard.title')}
        points={[t('keyboard.tab'), t('keyboard.enter'), t('keyboard.arrows'), t('keyboard.size')]}
        pages={[]}
      />
      <Chapter
        title={t('version.title')}
        points={[
          ...(status === undefined
            ? []
            : [t('version.samehand', { version: status.version }), t('version.agent', { pid: status.pid })]),
          t('version.consent', { version: CONSENT_VERSION }),
          t('version.commands'),
        ]}
        pages={['diagnostics']}
      />
    </Page>
  );
};
