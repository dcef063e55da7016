/** How many requests for a code and locks a change would have caused, against what is in force. */
import { List, Stack, Table, Text, Title } from '@mantine/core';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { WhatIf } from '../../../contract/policy-view.ts';
import { MODALITIES } from '../../../contract/verdict.ts';
import { Plot } from '../../parts/plot.tsx';
import { useFormat } from '../../parts/use-format.ts';
import { barData, barOptions, countsByDay } from './day-bars.ts';

const DayPlot = ({ result, what }: { readonly result: WhatIf; readonly what: 'prompts' | 'locks' }) => {
  const { t } = useTranslation('policy');
  const { date, number } = useFormat();
  const counts = useMemo(() => countsByDay(result, what), [result, what]);
  const data = useMemo(() => barData(counts), [counts]);
  const names = useMemo(
    () => ({ day: t('preview.day'), inForce: t('preview.now'), candidate: t('preview.then') }),
    [t],
  );
  const options = useMemo(
    () => barOptions({ ...names, days: counts.map(({ day }) => date(`${day}T12:00:00`)) }),
    [names, counts, date],
  );
  const title = t('preview.byDay', { what: t(`preview.${what}`) });
  return (
    <div>
      <Title order={3} size="h6">
        {title}
      </Title>
      <Plot
        label={title}
        data={data}
        options={options}
        height={180}
        table={{
          head: [t('preview.day'), names.inForce, names.candidate],
          rows: counts.map(({ day, inForce, candidate }) => [
            date(`${day}T12:00:00`),
            number(inForce),
            number(candidate),
          ]),
        }}
      />
    </div>
  );
};

export const WhatIfResult = ({ result }: { readonly result: WhatIf }) => {
  const { t, i18n } = useTranslation(['policy', 'common']);
  const { number } = useFormat();
  const { days, activeDays, verdicts, inForce, candidate, notes } = result;
  const hasAny = [inForce, candidate].some(({ prompts, locks }) => prompts + locks > 0);
  const perDay = (value: number | null): string => (value === null ? t('preview.unknownYet') : number(value, 3));
  const rows: readonly (readonly [string, string, string])[] = [
    [t('preview.mode'), t(`choices.${inForce.mode}`), t(`choices.${candidate.mode}`)],
    [t('preview.prompts'), number(inForce.prompts), number(candidate.prompts)],
    [t('preview.locks'), number(inForce.locks), number(candidate.locks)],
    ...MODALITIES.map(
      (modality) =>
        [
          t('preview.falseLocks', { modality: t(`common:modalities.${modality}`) }),
          perDay(inForce.falseLocksPerDay[modality]),
          perDay(candidate.falseLocksPerDay[modality]),
        ] as const,
    ),
  ];
  return (
    <Stack gap="sm">
      <Text>
        {verdicts === 0
          ? t('preview.nothingStored')
          : t('preview.judged', { count: activeDays, verdicts: number(verdicts), days: number(activeDays) })}
      </Text>
      <Table.ScrollContainer minWidth={420} scrollAreaProps={{ viewportProps: { tabIndex: 0 } }}>
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('preview.measure', { days: number(days) })}</Table.Th>
              <Table.Th>{t('preview.now')}</Table.Th>
              <Table.Th>{t('preview.then')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rows.map(([name, now, then]) => (
              <Table.Tr key={name}>
                <Table.Th scope="row" fw={500}>
                  {name}
                </Table.Th>
                <Table.Td>{now}</Table.Td>
                <Table.Td>
                  <strong>{then}</strong>
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      {verdicts > 0 && !hasAny && <Text>{t('preview.neither')}</Text>}
      {hasAny && (
        <>
          <DayPlot result={result} what="prompts" />
          <DayPlot result={result} what="locks" />
        </>
      )}
      {notes.length > 0 && (
        <div>
          <Title order={3} size="h6">
            {t('preview.notes')}
          </Title>
          <List size="sm" {...(i18n.language === 'en' ? {} : { lang: 'en' })}>
            {notes.map((note) => (
              <List.Item key={note}>{note}</List.Item>
            ))}
          </List>
        </div>
      )}
    </Stack>
  );
};
