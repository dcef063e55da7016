/** Why trust moved in the last windows, in words. */
import { Text } from '@mantine/core';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { EvidenceList } from '../../parts/evidence-list.tsx';
import { sumEvidence } from '../../parts/evidence.ts';
import { Section } from '../../parts/section.tsx';
import type { SeenVerdict } from '../../parts/use-verdicts.ts';

/** What is put together: some hundred key presses, or fifty movements. */
const WINDOWS = 10;

export const Why = memo(function Why({ live }: { readonly live: readonly SeenVerdict[] }) {
  const { t } = useTranslation('status');
  const last = live.slice(-WINDOWS).map(({ verdict }) => verdict);
  const newest = last.at(-1);
  return (
    <Section title={t('why.title')}>
      {newest === undefined ? (
        <Text>{t('why.empty')}</Text>
      ) : (
        <>
          <Text size="sm" c="dimmed">
            {t('why.last', { count: last.length })}
          </Text>
          <EvidenceList parts={sumEvidence(last.map(({ evidence }) => evidence))} />
          {newest.abstained !== null && (
            <Text size="sm">
              {t('day.abstained', { windows: t('day.windows', { count: 1 }), why: t(`abstain.${newest.abstained}`) })}
            </Text>
          )}
          {newest.abstained === null && newest.trust >= 99.5 && <Text size="sm">{t('why.full')}</Text>}
        </>
      )}
    </Section>
  );
});
