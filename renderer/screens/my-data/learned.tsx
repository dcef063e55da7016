/** What was learned of typing and of pointing: typical values, group by group. */
import { Tabs, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ProfileSummary } from '../../../contract/ipc.ts';
import { MODALITIES, type Modality } from '../../../contract/verdict.ts';
import { AgentSentence } from '../../parts/agent-sentence.tsx';
import { Section } from '../../parts/section.tsx';
import { useFormat } from '../../parts/use-format.ts';
import { FeatureGroup } from './feature-group.tsx';
import { groupFeatures } from './group-features.ts';

type Learnt = ProfileSummary['modalities'][Modality];

const OneModality = ({ modality, learnt }: { readonly modality: Modality; readonly learnt: Learnt }) => {
  const { t } = useTranslation('myData');
  const { number, dateTime } = useFormat();
  const { established, profileVersion, trainedAt, trainedWindows, strayed, features, models } = learnt;
  if (!established || trainedAt === null) return <Text>{t('learned.nothing')}</Text>;
  return (
    <>
      <Text>
        {t('learned.state', { version: profileVersion, at: dateTime(trainedAt), windows: number(trainedWindows) })}{' '}
        {t('learned.strayed', { strayed: number(strayed, 2) })}
      </Text>
      {groupFeatures(modality, features).map(({ group, features: ofGroup }, place) => (
        <FeatureGroup key={group} modality={modality} group={group} features={ofGroup} isOpen={place === 0} />
      ))}
      <details>
        <summary style={{ padding: '4px 0' }}>{t('learned.models')}</summary>
        {models.map(({ name, detail }) => (
          <AgentSentence key={name} sentence={`${name}: ${detail}`} />
        ))}
      </details>
    </>
  );
};

export const Learned = ({ profile }: { readonly profile: ProfileSummary }) => {
  const { t } = useTranslation('myData');
  const common = useTranslation('common');
  return (
    <Section title={t('learned.title')} intro={t('learned.intro')}>
      <Tabs defaultValue="keyboard" keepMounted={false}>
        <Tabs.List mb="sm">
          {MODALITIES.map((modality) => (
            <Tabs.Tab key={modality} value={modality}>
              {common.t(`modalities.${modality}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {MODALITIES.map((modality) => (
          <Tabs.Panel key={modality} value={modality}>
            <OneModality modality={modality} learnt={profile.modalities[modality]} />
          </Tabs.Panel>
        ))}
      </Tabs>
    </Section>
  );
};
