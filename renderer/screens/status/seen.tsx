/** What the sensor has seen since the agent started, and what was missed. */
import { Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Status } from '../../../contract/ipc.ts';
import { Facts } from '../../parts/facts.tsx';
import { Section } from '../../parts/section.tsx';
import { useFormat } from '../../parts/use-format.ts';

const SIGHTS = ['keyboard', 'pointer'] as const;

export const Seen = ({ status }: { readonly status: Status }) => {
  const { t } = useTranslation('status');
  const { number, duration } = useFormat();
  const { coverage, counts, sensor } = status;
  const { gaps, lostEvents, blindMs } = coverage;
  const isWhole = gaps === 0 && lostEvents === 0 && sensor.dropped === 0;
  const rows: readonly (readonly [string, string])[] = [
    [t('seen.sensor'), t(`seen.sensorStates.${sensor.state}`)],
    [t('seen.keys'), number(counts.keyDown)],
    [t('seen.moves'), number(counts.pointerMove)],
    [t('seen.clicks'), number(counts.buttonDown)],
    [t('seen.wheel'), number(counts.wheel)],
    [t('seen.gaps'), number(gaps)],
    [t('seen.lost'), number(lostEvents)],
    [t('seen.dropped'), number(sensor.dropped)],
    [t('seen.blind'), blindMs < 1_000 ? t('seen.noBlind') : duration(blindMs)],
    [t('seen.restarts'), number(sensor.restarts)],
  ];
  return (
    <Section title={t('seen.title')} intro={t('seen.intro')}>
      <Group>
        {SIGHTS.map((sight) => (
          <Text key={sight} fw={600} c={`var(--mantine-color-${coverage[sight] ? 'green' : 'red'}-light-color)`}>
            <span aria-hidden>{coverage[sight] ? '✓' : '✕'}</span> {t(`seen.${sight}`)}:{' '}
            {t(coverage[sight] ? 'seen.isSeen' : 'seen.isUnseen')}
          </Text>
        ))}
      </Group>
      <Text>{t(isWhole ? 'seen.complete' : 'seen.incomplete')}</Text>
      <Facts rows={rows} />
    </Section>
  );
};
