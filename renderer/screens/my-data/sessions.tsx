/** The sessions that are stored: a plot of the lowest trust of each, and all their numbers as a table. */
import { Text } from '@mantine/core';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { StoredSession } from '../../../contract/stored-data.ts';
import { Plot } from '../../parts/plot.tsx';
import { Section } from '../../parts/section.tsx';
import { useFormat } from '../../parts/use-format.ts';
import { sessionOptions } from './session-options.ts';

const COLUMNS = ['start', 'end', 'keys', 'pointer', 'windows', 'lowest', 'prompts', 'locks'] as const;

export const Sessions = ({ sessions }: { readonly sessions: readonly StoredSession[] }) => {
  const { t } = useTranslation('myData');
  const { number, dateTime, date } = useFormat();
  const data = useMemo((): [number[], number[]] => {
    const oldestFirst = sessions.toReversed();
    return [
      oldestFirst.map(({ startedAt }) => new Date(startedAt).getTime() / 1000),
      oldestFirst.map(({ lowestTrust }) => lowestTrust),
    ];
  }, [sessions]);
  const options = useMemo(() => sessionOptions(data[0], date), [data, date]);
  const rows = useMemo(
    () =>
      sessions.map((session) => [
        dateTime(session.startedAt),
        session.endedAt === null ? t('sessions.running') : dateTime(session.endedAt),
        ...[session.keystrokes, session.pointerEvents, session.windows, session.lowestTrust].map((value) =>
          number(value),
        ),
        number(session.prompts),
        number(session.locks),
      ]),
    [sessions, t, dateTime, number],
  );
  return (
    <Section title={t('sessions.title')} intro={t('sessions.intro')}>
      {sessions.length === 0 ? (
        <Text>{t('sessions.empty')}</Text>
      ) : (
        <Plot
          label={t('sessions.label', { count: sessions.length })}
          data={data}
          options={options}
          height={180}
          table={{ head: COLUMNS.map((name) => t(`sessions.columns.${name}`)), rows }}
        />
      )}
    </Section>
  );
};
