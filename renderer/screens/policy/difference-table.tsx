/** What a change would make of the policy that is in force, setting by setting. */
import { Table, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { PolicyChange } from '../../../contract/policy-view.ts';
import { useFieldTexts } from './use-field-texts.ts';

export const DifferenceTable = ({ changes }: { readonly changes: readonly PolicyChange[] }) => {
  const { t } = useTranslation('policy');
  const { label, shown } = useFieldTexts();
  if (changes.length === 0) return <Text>{t('preview.noDifferences')}</Text>;
  return (
    <Table.ScrollContainer minWidth={420} scrollAreaProps={{ viewportProps: { tabIndex: 0 } }}>
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('preview.setting')}</Table.Th>
            <Table.Th>{t('preview.from')}</Table.Th>
            <Table.Th>{t('preview.to')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {changes.map(({ path, from, to }) => (
            <Table.Tr key={path}>
              <Table.Th scope="row" fw={500}>
                {label(path)}
                <Text size="xs" c="dimmed">
                  {path}
                </Text>
              </Table.Th>
              <Table.Td>{shown(from)}</Table.Td>
              <Table.Td>
                <strong>{shown(to)}</strong>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
};
