/** What a verification found wrong: where, what it means, what to do, and a way to the record. */
import { Anchor, List, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { AuditFault } from '../../../contract/audit-reading.ts';
import { AgentSentence } from '../../parts/agent-sentence.tsx';
import { useFormat } from '../../parts/use-format.ts';

interface Props {
  readonly faults: readonly AuditFault[];
  readonly onGoTo: (seq: number) => void;
}

export const FaultList = ({ faults, onGoTo }: Props) => {
  const { t } = useTranslation('audit');
  const { number } = useFormat();
  const placeOf = ({ seq, lastSeq }: AuditFault): string => {
    if (seq === 0) return t('verify.place.whole');
    if (lastSeq <= seq) return t('verify.place.one', { seq: number(seq) });
    return t('verify.place.range', { first: number(seq), last: number(lastSeq) });
  };
  return (
    <List listStyleType="none" spacing="sm" size="sm" styles={{ itemWrapper: { width: '100%' } }}>
      {faults.map((fault, at) => (
        <List.Item key={`${at}-${fault.seq}-${fault.fault}`}>
          <Stack gap={2}>
            <Text size="sm" fw={600}>
              {placeOf(fault)}: {t(`verify.faults.${fault.fault}.name`)}
            </Text>
            <Text size="sm">
              {t(`verify.faults.${fault.fault}.means`)} {t(`verify.faults.${fault.fault}.todo`)}
            </Text>
            <AgentSentence sentence={fault.message} c="dimmed" />
            {fault.seq > 0 && (
              <Anchor
                component="button"
                type="button"
                size="sm"
                underline="always"
                style={{ alignSelf: 'flex-start' }}
                onClick={() => {
                  onGoTo(fault.seq);
                }}
              >
                {t('verify.goTo', { seq: number(fault.seq) })}
              </Anchor>
            )}
          </Stack>
        </List.Item>
      ))}
    </List>
  );
};
