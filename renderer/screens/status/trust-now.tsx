/** Trust at this moment, as a number and a meter with the limits on it. */
import { Group, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Status } from '../../../contract/ipc.ts';
import type { Policy } from '../../../contract/policy.ts';
import { usePush } from '../../bridge/use-push.ts';
import { Facts } from '../../parts/facts.tsx';
import { Section } from '../../parts/section.tsx';
import { TrustMeter } from '../../parts/trust-meter.tsx';
import { useFormat } from '../../parts/use-format.ts';
import { Composite } from './composite.tsx';
import { SinceLast } from './since-last.tsx';

/** Verdicts come sooner than the next status. */
const useTrust = (status: Status): number => {
  const [newer, setNewer] = useState<{ readonly than: Status; readonly trust: number } | null>(null);
  usePush('verdict', ({ trust }) => {
    setNewer({ than: status, trust });
  });
  return newer?.than === status ? newer.trust : status.trust;
};

export const TrustNow = ({ status, policy }: { readonly status: Status; readonly policy: Policy }) => {
  const { t } = useTranslation('status');
  const { number } = useFormat();
  const trust = useTrust(status);
  const { promptBelow, lockBelow } = policy;
  const { keyboard, pointer } = status.enrolment;
  const isKnown = keyboard.established || pointer.established;
  return (
    <Section title={t('trust.title')}>
      {isKnown ? (
        <>
          <Group align="baseline" gap="xs">
            <Text span fz="3rem" fw={700} lh={1}>
              {number(trust)}
            </Text>
            <Text span c="dimmed">
              {t('trust.of')}
            </Text>
          </Group>
          <TrustMeter
            trust={trust}
            promptBelow={promptBelow}
            lockBelow={lockBelow}
            label={t('trust.label', { trust: number(trust) })}
          />
          <Text size="sm" c="dimmed">
            {t('trust.limits', { prompt: number(promptBelow), lock: number(lockBelow) })}
          </Text>
          <Composite composite={status.composite} weights={policy.weights} />
        </>
      ) : (
        <Text>{t('trust.none')}</Text>
      )}
      <Facts
        rows={[
          [t('trust.lastEvidence'), <SinceLast key="since" at={status.session.lastActivityAt} />],
          [t('trust.codes'), number(status.session.prompts)],
          [t('trust.locks'), number(status.session.locks)],
        ]}
      />
    </Section>
  );
};
