/** A target to click that moves on each time, near and far, so that there is pointing to be seen. */
import { Box, Button, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

/** In percent of the area, from its upper left. */
const PLACES = [
  [8, 15],
  [82, 70],
  [45, 40],
  [70, 12],
  [15, 75],
  [60, 60],
  [25, 30],
  [85, 35],
  [40, 78],
  [5, 45],
] as const;

export const Targets = () => {
  const { t } = useTranslation('enrolment');
  const [hits, setHits] = useState(0);
  const [left, top] = PLACES[hits % PLACES.length] ?? PLACES[0];
  return (
    <div>
      <Text size="sm" fw={500}>
        {t('tryIt.targets')}
      </Text>
      <Box pos="relative" h="12rem" bd="1px solid var(--mantine-color-default-border)" style={{ borderRadius: 4 }}>
        <Button
          size="compact-sm"
          pos="absolute"
          left={`${left}%`}
          top={`${top}%`}
          onClick={() => {
            setHits(hits + 1);
          }}
          aria-label={t('tryIt.target', { number: hits + 1 })}
        >
          ◎
        </Button>
      </Box>
      <Text size="sm" c="dimmed">
        {t('tryIt.hits', { count: hits })}
      </Text>
    </div>
  );
};
