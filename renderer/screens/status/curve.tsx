/** The curve itself, what its signs mean, and why trust moved at the moment that is chosen. */
import { List, Stack, Text } from '@mantine/core';
import { useCallback, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { History } from '../../../contract/history.ts';
import type { Policy } from '../../../contract/policy.ts';
import { Plot } from '../../parts/plot.tsx';
import { useFormat } from '../../parts/use-format.ts';
import type { SeenVerdict } from '../../parts/use-verdicts.ts';
import { curveOptions } from './curve-options.ts';
import { abstainedStretches, curveData, withLive } from './curve.ts';
import { Moment } from './moment.tsx';

interface Props {
  readonly history: History;
  readonly live: readonly SeenVerdict[];
  readonly policy: Policy;
  /** Milliseconds kept free after the history's end. */
  readonly until: number;
}

const LEGEND = ['line', 'limits', 'unseen', 'abstained', 'signs'] as const;

const msOf = (iso: string): number => new Date(iso).getTime();
const rangesOf = (stretches: History['unseen']) =>
  stretches.map(({ from, to }) => ({ from: msOf(from), to: msOf(to) }));

export const Curve = ({ history, live, policy: { promptBelow, lockBelow }, until }: Props) => {
  const { t } = useTranslation('status');
  const { time, number, dateTime } = useFormat();
  const [chosenMs, setChosenMs] = useState<number | null>(null);
  const points = useMemo(() => withLive(history.points, msOf(history.to), live), [history, live]);
  const data = useMemo(() => curveData(points, history), [points, history]);
  const options = useMemo(
    () =>
      curveOptions({
        range: { from: msOf(history.from), to: msOf(history.to) + until },
        promptBelow,
        lockBelow,
        unseen: rangesOf(history.unseen),
        abstained: abstainedStretches(history.points),
        events: history.events,
        chosen: chosenMs === null ? null : chosenMs / 1000,
        formatTime: time,
        onChoose: setChosenMs,
      }),
    [history, until, promptBelow, lockBelow, chosenMs, time],
  );
  const table = useCallback(
    () => ({
      head: (['time', 'trust', 'lowest', 'typing', 'pointing'] as const).map((name) => t(`day.columns.${name}`)),
      rows: points.map(({ at, trust, lowest, windows }) => [
        dateTime(at),
        number(trust),
        number(lowest),
        number(windows.keyboard),
        number(windows.pointer),
      ]),
    }),
    [points, t, dateTime, number],
  );
  const last = points.at(-1);
  if (last === undefined) {
    return (
      <Text>
        {t('day.empty')} {t('day.emptyHint')}
      </Text>
    );
  }
  const label = t('day.curve', {
    from: dateTime(history.from),
    to: dateTime(history.to),
    lowest: number(Math.min(...points.map(({ lowest }) => lowest))),
    last: number(last.trust),
  });
  return (
    <Stack gap="sm">
      <Plot label={label} data={data} options={options} table={table} />
      <details>
        <summary>{t('day.legend.title')}</summary>
        <List size="sm">
          {LEGEND.map((name) => (
            <List.Item key={name}>{t(`day.legend.${name}`)}</List.Item>
          ))}
        </List>
      </details>
      <Moment points={points} chosenMs={chosenMs} onChoose={setChosenMs} />
    </Stack>
  );
};
