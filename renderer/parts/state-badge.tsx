/** The agent's state in a word, with a sign of its own beside the colour. */
import { Badge } from '@mantine/core';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { AgentState } from '../../contract/ipc.ts';

const LOOKS: Readonly<Record<AgentState, { readonly color: string; readonly sign: string }>> = {
  starting: { color: 'gray', sign: '…' },
  learning: { color: 'blue', sign: '◔' },
  watching: { color: 'green', sign: '✓' },
  doubtful: { color: 'orange', sign: '?' },
  locked: { color: 'red', sign: '■' },
  paused: { color: 'gray', sign: '❚❚' },
  accommodated: { color: 'grape', sign: '♿' },
  excluded: { color: 'gray', sign: '–' },
  unconsented: { color: 'yellow', sign: '!' },
  degraded: { color: 'red', sign: '!' },
};

export const StateBadge = memo(({ state }: { readonly state: AgentState }) => {
  const { t } = useTranslation('common');
  const { color, sign } = LOOKS[state];
  return (
    <Badge color={color} variant="light" size="lg" tt="none" leftSection={<span aria-hidden>{sign}</span>}>
      {t(`states.${state}`)}
    </Badge>
  );
});
StateBadge.displayName = 'StateBadge';
