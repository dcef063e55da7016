/** Every network that is remembered, by a hash, with the way to forget it. */
import { Button, ScrollArea, Table } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { KnownNetwork } from '../../../contract/context.ts';
import { useAct } from '../../bridge/use-act.ts';
import { useForget } from '../../bridge/use-answer.ts';
import { ProblemNote } from '../../parts/problem-note.tsx';
import { useFormat } from '../../parts/use-format.ts';

interface Props {
  readonly known: readonly KnownNetwork[];
  readonly currentId: string | null;
}

const stateOf = ({ trusted, awaitsConfirmation }: KnownNetwork): 'trusted' | 'awaits' | 'strange' => {
  if (trusted) return 'trusted';
  return awaitsConfirmation ? 'awaits' : 'strange';
};

export const NetworkTable = ({ known, currentId }: Props) => {
  const { t } = useTranslation('signIn');
  const { date, number } = useFormat();
  const { act, isBusy, problem } = useAct('network.forget');
  const forget = useForget();
  const remove = async (id: string): Promise<void> => {
    if ((await act({ id })).ok) await forget('network.show');
  };
  return (
    <>
      <ScrollArea viewportProps={{ tabIndex: 0, role: 'region', 'aria-label': t('network.table') }}>
        <Table captionSide="top">
          <Table.Caption>{t('network.table')}</Table.Caption>
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col">{t('network.id')}</Table.Th>
              <Table.Th scope="col">{t('network.state')}</Table.Th>
              <Table.Th scope="col">{t('network.sessions')}</Table.Th>
              <Table.Th scope="col">{t('network.lastSeen')}</Table.Th>
              <Table.Td />
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {known.map((network) => (
              <Table.Tr key={network.id}>
                <Table.Th scope="row" ff="monospace" fw={400}>
                  {network.id} {network.id === currentId && t('network.isCurrent')}
                </Table.Th>
                <Table.Td>{t(`network.states.${stateOf(network)}`)}</Table.Td>
                <Table.Td>{number(network.verifiedSessions)}</Table.Td>
                <Table.Td>{date(network.lastSeenAt)}</Table.Td>
                <Table.Td>
                  <Button
                    variant="default"
                    size="xs"
                    disabled={isBusy}
                    aria-label={t('network.forgetOne', { id: network.id })}
                    onClick={() => void remove(network.id)}
                  >
                    {t('network.forget')}
                  </Button>
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </ScrollArea>
      {problem !== null && <ProblemNote problem={problem} />}
    </>
  );
};
