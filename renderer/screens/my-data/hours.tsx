/** In which hours of the day was learned. */
import { Text } from '@mantine/core';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import uPlot, { type Options } from 'uplot';
import { Plot, type PlotColors } from '../../parts/plot.tsx';
import { Section } from '../../parts/section.tsx';
import { useFormat } from '../../parts/use-format.ts';

/** Share of an hour's width that its bar takes. */
const BAR = 0.8;

const options = (colors: PlotColors): Omit<Options, 'width' | 'height'> => {
  const bars = uPlot.paths.bars?.({ size: [BAR] });
  return {
    legend: { show: false },
    cursor: { show: false },
    scales: { x: { time: false, range: () => [-0.5, 23.5] }, y: { range: (_, __, most) => [0, most] } },
    axes: [{ splits: () => [0, 3, 6, 9, 12, 15, 18, 21] }, { size: 50 }],
    series: [
      {},
      {
        stroke: colors.line,
        fill: colors.line,
        points: { show: false },
        ...(bars === undefined ? {} : { paths: bars }),
      },
    ],
  };
};

export const Hours = ({ hours }: { readonly hours: readonly number[] }) => {
  const { t } = useTranslation('myData');
  const { number } = useFormat();
  const most = Math.max(...hours);
  const data = useMemo((): [number[], number[]] => [hours.map((_, hour) => hour), [...hours]], [hours]);
  const busiest = hours.indexOf(most);
  return (
    <Section title={t('hours.title')}>
      {most === 0 ? (
        <Text>{t('hours.empty')}</Text>
      ) : (
        <Plot
          label={t('hours.label', { hour: busiest, next: busiest + 1 })}
          data={data}
          options={options}
          height={160}
          table={{
            head: [t('hours.columns.hour'), t('hours.columns.windows')],
            rows: hours.map((windows, hour) => [`${hour}–${hour + 1}`, number(windows)]),
          }}
        />
      )}
    </Section>
  );
};
