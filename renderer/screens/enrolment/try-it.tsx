/** Typing and pointing with live scores. The field's text is never read here. */
import { Stack, Text, Textarea, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Status } from '../../../contract/ipc.ts';
import type { Policy } from '../../../contract/policy.ts';
import { Columns } from '../../parts/columns.tsx';
import { EvidenceList } from '../../parts/evidence-list.tsx';
import { sumEvidence } from '../../parts/evidence.ts';
import { Section } from '../../parts/section.tsx';
import { TrustMeter } from '../../parts/trust-meter.tsx';
import { useFormat } from '../../parts/use-format.ts';
import { useVerdicts } from '../../parts/use-verdicts.ts';
import { Targets } from './targets.tsx';
import { WindowBars } from './window-bars.tsx';
import { WindowTable } from './window-table.tsx';

const SHOWN = 30;
const EXPLAINED = 10;

export const TryIt = ({ status, policy }: { readonly status: Status; readonly policy: Policy }) => {
  const { t } = useTranslation('enrolment');
  const common = useTranslation('common');
  const { number } = useFormat();
  const windows = useVerdicts(SHOWN, 250);
  const newest = windows.at(-1);
  const judged = windows.filter(({ verdict: { llr, abstained } }) => llr !== null && abstained === null);
  const speakFor = judged.filter(({ verdict: { llr } }) => (llr ?? 0) > 0).length;
  const isSeen = status.coverage.keyboard && ['learning', 'watching', 'doubtful'].includes(status.state);
  return (
    <Section title={t('tryIt.title')} intro={t('tryIt.intro')}>
      {!isSeen && <Text role="status">{t('tryIt.notSeen', { state: common.t(`states.${status.state}`) })}</Text>}
      <Columns>
        <Stack>
          <Textarea label={t('tryIt.field')} autosize minRows={5} maxRows={10} autoComplete="off" spellCheck={false} />
          <Targets />
        </Stack>
        <Stack gap="xs">
          {newest === undefined ? (
            <Text>{t('tryIt.none')}</Text>
          ) : (
            <>
              {newest.verdict.level !== 'learning' && (
                <>
                  <Text fw={600}>{t('tryIt.trust', { trust: number(newest.verdict.trust) })}</Text>
                  <TrustMeter
                    trust={newest.verdict.trust}
                    promptBelow={policy.promptBelow}
                    lockBelow={policy.lockBelow}
                    label={t('tryIt.trust', { trust: number(newest.verdict.trust) })}
                  />
                </>
              )}
              <WindowBars windows={windows} most={SHOWN} />
              <Text size="sm">
                {t('tryIt.bars', {
                  count: windows.length,
                  for: speakFor,
                  against: judged.length - speakFor,
                  abstained: windows.length - judged.length,
                })}
              </Text>
              <WindowTable windows={windows} />
              <Title order={3} size="h5">
                {t('tryIt.why')}
              </Title>
              <EvidenceList parts={sumEvidence(windows.slice(-EXPLAINED).map(({ verdict }) => verdict.evidence))} />
            </>
          )}
        </Stack>
      </Columns>
    </Section>
  );
};
