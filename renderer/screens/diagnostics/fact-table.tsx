/** Names and values in two columns. */
import { Table } from '@mantine/core';

export interface Fact {
  readonly name: string;
  readonly value: string;
}

export const FactTable = ({ facts, label }: { readonly facts: readonly Fact[]; readonly label: string }) => (
  <Table variant="vertical" aria-label={label}>
    <Table.Tbody>
      {facts.map(({ name, value }) => (
        <Table.Tr key={name}>
          <Table.Th scope="row" w="45%">
            {name}
          </Table.Th>
          <Table.Td style={{ overflowWrap: 'anywhere' }}>{value}</Table.Td>
        </Table.Tr>
      ))}
    </Table.Tbody>
  </Table>
);
