/** Chooses a moment of the curve by keyboard or pointer, and says why trust moved there. */
import { Button, Group, Slider, Stack, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { HistoryPoint } from '../../../contract/history.ts';
import { ABSTAIN_REASONS } from '../../../contract/verdict.ts';
import { EvidenceList } from '../../parts/evidence-list.tsx';
import { useFormat } from '../../parts/use-format.ts';
import { nearestPoint } from './curve.ts';

interface Props {
  readonly points: readonly HistoryPoint[];
  /** Milliseconds since 1970; null: none is chosen. */
  readonly chosenMs: number | null;
  readonly onChoose: (ms: number | null) => void;
}

const Explained = ({ point: { at, trust, evidence, abstained } }: { readonly point: HistoryPoint }) => {
  const { t } = useTranslation('status');
  const { dateTime, number } = useFormat();
  return (
    <>
      <Title order={3} size="h5">
        {t('day.chosen', { time: dateTime(at) })}
      </Title>
      <Text size="sm">{t('day.chosenTrust', { trust: number(trust) })}</Text>
      <EvidenceList parts={evidence} />
      {ABSTAIN_REASONS.map((reason) => {
        const count = abstained[reason] ?? 0;
        if (count === 0) return null;
        return (
          <Text key={reason} size="sm">
            {t('day.abstained', { windows: t('day.windows', { count }), why: t(`abstain.${reason}`) })}
          </Text>
        );
      })}
    </>
  );
};

export const Moment = ({ points, chosenMs, onChoose }: Props) => {
  const { t } = useTranslation('status');
  const { time } = useFormat();
  const place = chosenMs === null ? points.length - 1 : nearestPoint(points, chosenMs);
  const point = points[place];
  if (point === undefined) return null;
  return (
    <Stack gap="xs">
      <Text size="sm" c="dimmed">
        {t('day.momentHint')}
      </Text>
      <Group wrap="nowrap">
        <Slider
          flex={1}
          min={0}
          max={Math.max(points.length - 1, 1)}
          value={place}
          onChange={(chosen) => {
            const { at: moment } = points[chosen] ?? point;
            onChoose(new Date(moment).getTime());
          }}
          label={null}
          thumbLabel={t('day.moment')}
          thumbProps={{ 'aria-valuetext': time(point.at) }}
        />
        <Button
          variant="default"
          size="xs"
          disabled={chosenMs === null}
          onClick={() => {
            onChoose(null);
          }}
        >
          {t('day.latest')}
        </Button>
      </Group>
      {chosenMs !== null && <Explained point={point} />}
    </Stack>
  );
};
