/** Every state of the agent with its sign, and what it means. */
import { Table, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { AGENT_STATES } from '../../../contract/ipc.ts';
import { Section } from '../../parts/section.tsx';
import { StateBadge } from '../../parts/state-badge.tsx';

export const Signs = () => {
  const { t } = useTranslation('help');
  return (
    <Section title={t('signs.title')} intro={t('signs.intro')}>
      <Table.ScrollContainer minWidth={560}>
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('signs.columns.sign')}</Table.Th>
              <Table.Th>{t('signs.columns.meaning')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {AGENT_STATES.map((state) => (
              <Table.Tr key={state}>
                <Table.Td miw="19rem">
                  <StateBadge state={state} />
                </Table.Td>
                <Table.Td>
                  <Text size="sm">{t(`signs.${state}`)}</Text>
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </Section>
  );
};
