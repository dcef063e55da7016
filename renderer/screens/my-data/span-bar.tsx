/** From where to where a feature mostly lies, with a mark at its typical value, on one scale with its neighbours of the same unit. */
import { Box } from '@mantine/core';
import type { FeatureValue } from './feature-value.ts';

interface Props {
  readonly value: FeatureValue;
  readonly among: readonly FeatureValue[];
}

export const SpanBar = ({ value, among }: Props) => {
  const comparable = among.filter(({ shown }) => shown === value.shown);
  const least = Math.min(0, ...comparable.map(({ low }) => low));
  const most = Math.max(...comparable.map(({ high }) => high));
  const place = (number: number): number => (most > least ? (100 * (number - least)) / (most - least) : 0);
  const left = place(value.low);
  return (
    <Box pos="relative" h={12} bg="var(--mantine-color-default-border)" style={{ borderRadius: 3 }}>
      <Box
        pos="absolute"
        left={`${left}%`}
        w={`${Math.max(1, place(value.high) - left)}%`}
        h="100%"
        bg="var(--mantine-primary-color-filled)"
        style={{ borderRadius: 3 }}
      />
      <Box pos="absolute" left={`${place(value.typical)}%`} w={2} top={-2} bottom={-2} bg="var(--mantine-color-text)" />
    </Box>
  );
};
