/** What follows from something that cannot be undone, point by point. */
import { List, Text } from '@mantine/core';

/** What it is about, and what becomes of it. */
export type Consequence = readonly [string, string];

export const Consequences = ({ points }: { readonly points: readonly Consequence[] }) => (
  <List size="sm" spacing={4}>
    {points.map(([about, text]) => (
      <List.Item key={about}>
        <Text span inherit fw={600}>
          {about}
        </Text>{' '}
        {text}
      </List.Item>
    ))}
  </List>
);
