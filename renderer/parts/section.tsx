/** A part of a screen under a heading of its own. */
import { Card, Group, Stack, Text, Title } from '@mantine/core';
import { useId, type ReactNode } from 'react';

interface Props {
  readonly title: string;
  readonly intro?: string;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

export const Section = ({ title, intro, actions, children }: Props) => {
  const id = useId();
  return (
    <Card component="section" withBorder aria-labelledby={id} style={{ overflow: 'visible' }}>
      <Stack gap="sm">
        <Group justify="space-between">
          <Title order={2} size="h4" id={id}>
            {title}
          </Title>
          {actions}
        </Group>
        {intro !== undefined && (
          <Text size="sm" c="dimmed">
            {intro}
          </Text>
        )}
        {children}
      </Stack>
    </Card>
  );
};
