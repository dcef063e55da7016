/** The doubts there were, what came of them, and the way to say that it was oneself. */
import { Button, Group, Table, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Doubt, Doubts as AllDoubts } from '../../../contract/history.ts';
import { useAct } from '../../bridge/use-act.ts';
import { useForget } from '../../bridge/use-answer.ts';
import { ProblemNote } from '../../parts/problem-note.tsx';
import { Section } from '../../parts/section.tsx';
import { useFormat } from '../../parts/use-format.ts';

const FIRST_SHOWN = 10;
const COLUMNS = ['at', 'what', 'trust', 'action', 'outcome', 'claim'] as const;

export const Doubts = ({ doubts: { doubts, last30Days } }: { readonly doubts: AllDoubts }) => {
  const { t } = useTranslation('myData');
  const common = useTranslation('common');
  const { dateTime, number } = useFormat();
  const { act, isBusy, problem } = useAct('doubts.claim');
  const forget = useForget();
  const [isWhole, setWhole] = useState(false);

  const claim = async (decisionId: string): Promise<void> => {
    if ((await act({ decisionId })).ok) await forget('doubts.list');
  };
  const followed = ({ action, withheld }: Doubt): string =>
    withheld === null
      ? common.t(`actions.${action}`)
      : t('doubts.withheld', { action: common.t(`actions.${withheld}`) });

  if (doubts.length === 0) {
    return (
      <Section title={t('doubts.title')} intro={t('doubts.intro')}>
        <Text>{t('doubts.empty')}</Text>
      </Section>
    );
  }
  return (
    <Section title={t('doubts.title')} intro={t('doubts.intro')}>
      <Text fw={600}>
        {t('doubts.lately', { count: last30Days.doubts, falseAlarms: number(last30Days.falseAlarms) })}
      </Text>
      {problem !== null && <ProblemNote problem={problem} />}
      <Table.ScrollContainer minWidth={720}>
        <Table>
          <Table.Thead>
            <Table.Tr>
              {COLUMNS.map((name) => (
                <Table.Th key={name}>{t(`doubts.columns.${name}`)}</Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {(isWhole ? doubts : doubts.slice(0, FIRST_SHOWN)).map((doubt) => (
              <Table.Tr key={doubt.decisionId}>
                <Table.Td>{dateTime(doubt.at)}</Table.Td>
                <Table.Td>{common.t(`modalities.${doubt.modality}`)}</Table.Td>
                <Table.Td>{number(doubt.trust)}</Table.Td>
                <Table.Td>{followed(doubt)}</Table.Td>
                <Table.Td>{t(`doubts.outcomes.${doubt.outcome}`)}</Table.Td>
                <Table.Td>
                  {doubt.claimedAt === null ? (
                    <Button
                      size="xs"
                      variant="default"
                      disabled={isBusy}
                      aria-label={t('doubts.claimLabel', { at: dateTime(doubt.at) })}
                      onClick={() => void claim(doubt.decisionId)}
                    >
                      {t('doubts.claim')}
                    </Button>
                  ) : (
                    t('doubts.claimed', { at: dateTime(doubt.claimedAt) })
                  )}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      {!isWhole && doubts.length > FIRST_SHOWN && (
        <Group>
          <Button
            variant="default"
            onClick={() => {
              setWhole(true);
            }}
          >
            {t('doubts.more', { count: doubts.length })}
          </Button>
        </Group>
      )}
    </Section>
  );
};
