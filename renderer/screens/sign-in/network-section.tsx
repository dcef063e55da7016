/** The networks that are known, and how far they are trusted. */
import { Button, Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Policy } from '../../../contract/policy.ts';
import { useAct } from '../../bridge/use-act.ts';
import { useAnswer, useForget } from '../../bridge/use-answer.ts';
import { Answered } from '../../parts/answered.tsx';
import { ProblemNote } from '../../parts/problem-note.tsx';
import { Section } from '../../parts/section.tsx';
import { NetworkTable } from './network-table.tsx';

export const NetworkSection = ({ policy }: { readonly policy: Policy }) => {
  const { t } = useTranslation('signIn');
  const isLookedAt = policy.weights.network > 0;
  const networks = useAnswer('network.show', {});
  const { act, isBusy, problem } = useAct('network.trust');
  const forget = useForget();
  const trust = async (): Promise<void> => {
    if ((await act({})).ok) await forget('network.show');
  };
  return (
    <Section title={t('network.title')} intro={t('network.intro')}>
      {!isLookedAt && <Text>{t('network.notLookedAt')}</Text>}
      <Answered answer={networks}>
        {({ current, known }) => (
          <>
            {isLookedAt && current === null && <Text>{t('network.noneNow')}</Text>}
            {isLookedAt && current !== null && (
              <>
                <Text>
                  {t(current.trusted ? 'network.nowTrusted' : 'network.nowStrange', {
                    id: current.id,
                    sessions: current.verifiedSessions,
                    needed: policy.network.sessionsToTrust,
                  })}
                </Text>
                {!current.trusted && (
                  <Group>
                    <Button variant="default" loading={isBusy} onClick={() => void trust()}>
                      {t('network.trust')}
                    </Button>
                  </Group>
                )}
              </>
            )}
            {problem !== null && <ProblemNote problem={problem} />}
            {known.length > 0 && <NetworkTable known={known} currentId={current?.id ?? null} />}
          </>
        )}
      </Answered>
    </Section>
  );
};
