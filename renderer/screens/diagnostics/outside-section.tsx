/** In short: the network, and the channels by which somebody is told. */
import { useTranslation } from 'react-i18next';
import type { ChannelState } from '../../../contract/notification.ts';
import { useAnswer } from '../../bridge/use-answer.ts';
import { ProblemNote } from '../../parts/problem-note.tsx';
import { Section } from '../../parts/section.tsx';
import { FactTable } from './fact-table.tsx';

export const OutsideSection = ({ channels }: { readonly channels: readonly ChannelState[] }) => {
  const { t } = useTranslation('diagnostics');
  const { value: networks, problem } = useAnswer('network.show', {});
  const current = networks?.current ?? null;
  const network = current === null ? 'unseen' : current.trusted ? 'trusted' : 'known';
  const stateOf = ({ enabled, waiting, dropped, problem: fault }: ChannelState): string => {
    if (!enabled) return t('outside.off');
    return [
      ...(fault === null ? [t('outside.fine')] : [fault]),
      ...(waiting > 0 ? [t('outside.waiting', { count: waiting })] : []),
      ...(dropped > 0 ? [t('outside.dropped', { count: dropped })] : []),
    ].join(' · ');
  };
  return (
    <Section title={t('outside.title')}>
      {problem !== null && <ProblemNote problem={problem} />}
      <FactTable
        label={t('outside.title')}
        facts={[
          ...(networks === undefined
            ? []
            : [{ name: t('outside.network'), value: t(`outside.networkStates.${network}`) }]),
          ...channels.map((channel) => ({
            name: t(`outside.channels.${channel.channel}`),
            value: stateOf(channel),
          })),
        ]}
      />
    </Section>
  );
};
