/** Each kind of what is stored: how much, from when to when, and how long it is kept. */
import { Table, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { StoredData } from '../../../contract/stored-data.ts';
import { Section } from '../../parts/section.tsx';
import { useFormat } from '../../parts/use-format.ts';

export const Overview = ({ data: { user, kinds, bytes } }: { readonly data: StoredData }) => {
  const { t } = useTranslation('myData');
  const format = useFormat();
  const date = (iso: string | null): string => (iso === null ? '–' : format.date(iso));
  return (
    <Section title={t('overview.title')}>
      <Text style={{ overflowWrap: 'anywhere' }}>
        {t('overview.text', { user })} {t('overview.size', { bytes: format.bytes(bytes) })}
      </Text>
      <Table.ScrollContainer minWidth={640}>
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('overview.columns.kind')}</Table.Th>
              <Table.Th>{t('overview.columns.records')}</Table.Th>
              <Table.Th>{t('overview.columns.from')}</Table.Th>
              <Table.Th>{t('overview.columns.to')}</Table.Th>
              <Table.Th>{t('overview.columns.kept')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {kinds.map(({ kind, records, oldestAt, newestAt, keptDays }) => (
              <Table.Tr key={kind}>
                <Table.Th scope="row" fw={400}>
                  <Text span fw={600} size="sm">
                    {t(`overview.kinds.${kind}`)}
                  </Text>
                  <Text size="xs" c="dimmed">
                    {t(`overview.means.${kind}`)}
                  </Text>
                </Table.Th>
                <Table.Td>{format.number(records)}</Table.Td>
                <Table.Td>{date(oldestAt)}</Table.Td>
                <Table.Td>{date(newestAt)}</Table.Td>
                <Table.Td>
                  {keptDays === null ? t(`overview.until.${kind}`) : t('overview.kept', { count: keptDays })}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </Section>
  );
};
