/** Parts side by side where there is room for each, below each other where there is not: by the size of the text, so that it holds when it is enlarged. */
import { Box } from '@mantine/core';
import type { ReactNode } from 'react';

export const Columns = ({ children }: { readonly children: ReactNode }) => (
  <Box
    style={{
      display: 'grid',
      gap: 'var(--mantine-spacing-lg)',
      gridTemplateColumns: 'repeat(auto-fit, minmax(min(100%, 20rem), 1fr))',
      overflowWrap: 'break-word',
    }}
  >
    {children}
  </Box>
);
