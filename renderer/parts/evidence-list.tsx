/** What speaks for these hands being the user's, and what against it, in words. */
import { List, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { EvidencePart } from '../../contract/verdict.ts';
import { evidenceLines } from './evidence.ts';
import { useFormat } from './use-format.ts';

const LOOKS = { for: { color: 'green', sign: '▲' }, against: { color: 'red', sign: '▼' } } as const;

export const EvidenceList = ({ parts }: { readonly parts: readonly EvidencePart[] }) => {
  const { t } = useTranslation('status');
  const { number } = useFormat();
  const signed = (points: number): string => `${points > 0 ? '+' : '−'}${number(Math.abs(points))}`;
  const lines = evidenceLines(parts);
  if (lines.length === 0) return <Text size="sm">{t('evidence.none')}</Text>;
  return (
    <List listStyleType="none" spacing={4} size="sm">
      {lines.map(({ timing, tendency, speaks, points }) => (
        <List.Item key={timing}>
          <Text span inherit fw={700} c={`var(--mantine-color-${LOOKS[speaks].color}-light-color)`}>
            <span aria-hidden>{LOOKS[speaks].sign}</span> {t(`evidence.${speaks}`)}
          </Text>{' '}
          {t(`evidence.${timing}.${tendency}`)}
          {points !== 0 && ` (${t('evidence.points', { count: Math.abs(points), points: signed(points) })})`}
        </List.Item>
      ))}
    </List>
  );
};
