/** Names and values, as a table of two columns. */
import { Table } from '@mantine/core';
import { memo, type ReactNode } from 'react';

interface Props {
  readonly rows: readonly (readonly [string, ReactNode])[];
}

/** Each by itself: of a table that follows the agent, most rows stay as they are. */
const Row = memo(function Row({ name, value }: { readonly name: string; readonly value: ReactNode }) {
  return (
    <Table.Tr>
      <Table.Th scope="row" fw={400} c="dimmed">
        {name}
      </Table.Th>
      <Table.Td>{value}</Table.Td>
    </Table.Tr>
  );
});

export const Facts = ({ rows }: Props) => (
  <Table verticalSpacing={4} withRowBorders={false}>
    <Table.Tbody>
      {rows.map(([name, value]) => (
        <Row key={name} name={name} value={value} />
      ))}
    </Table.Tbody>
  </Table>
);
