/** What the agent says of itself: sensor, what was seen, store. */
import { List, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Status } from '../../../contract/ipc.ts';
import { Section } from '../../parts/section.tsx';
import { useFormat } from '../../parts/use-format.ts';
import { FactTable } from './fact-table.tsx';

export const StateSection = ({ status }: { readonly status: Status }) => {
  const { t, i18n } = useTranslation('diagnostics');
  const { t: tc } = useTranslation('common');
  const { number, duration } = useFormat();
  const { state, mode, version, sensor, coverage, store, warnings } = status;
  const seen = (isSeen: boolean): string => t(isSeen ? 'state.seen' : 'state.notSeen');
  const facts = [
    { name: t('state.agent'), value: tc(`states.${state}`) },
    { name: t('state.mode'), value: tc(`modes.${mode}`) },
    { name: t('state.version'), value: version },
    { name: t('state.sensor'), value: t(`state.sensorStates.${sensor.state}`) },
    { name: t('state.restarts'), value: number(sensor.restarts) },
    { name: t('state.dropped'), value: number(sensor.dropped) },
    { name: t('state.keyboard'), value: seen(coverage.keyboard) },
    { name: t('state.pointer'), value: seen(coverage.pointer) },
    {
      name: t('state.gaps'),
      value: t('state.gapsValue', {
        gaps: number(coverage.gaps),
        events: number(coverage.lostEvents),
        batches: number(coverage.lostBatches),
      }),
    },
    { name: t('state.blind'), value: duration(coverage.blindMs) },
    { name: t('state.store'), value: t(`state.storeStates.${store.state}`) },
    { name: t('state.key'), value: t(`state.keySources.${store.keySource}`) },
  ];
  return (
    <Section title={t('state.title')}>
      <FactTable facts={facts} label={t('state.title')} />
      {warnings.length > 0 && (
        <div>
          <Text fw={600} size="sm">
            {t('state.warnings')}
          </Text>
          <List size="sm" {...(i18n.language === 'en' ? {} : { lang: 'en' })}>
            {warnings.map((warning) => (
              <List.Item key={warning}>{warning}</List.Item>
            ))}
          </List>
        </div>
      )}
    </Section>
  );
};
