/** The bars as a table, newest first. */
import { Table } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Verdict } from '../../../contract/verdict.ts';
import { useFormat } from '../../parts/use-format.ts';
import type { SeenVerdict } from '../../parts/use-verdicts.ts';

export const WindowTable = ({ windows }: { readonly windows: readonly SeenVerdict[] }) => {
  const { t } = useTranslation('enrolment');
  const common = useTranslation('common');
  const status = useTranslation('status');
  const { number, dateTime } = useFormat();
  const [isOpen, setOpen] = useState(false);

  const scoreOf = ({ llr, abstained }: Verdict): string => {
    if (abstained !== null) return t('tryIt.table.notJudged', { why: status.t(`abstain.${abstained}`) });
    return llr === null ? common.t('none') : `${llr > 0 ? '+' : '−'}${number(Math.abs(llr), 1)}`;
  };
  return (
    <details
      onToggle={({ currentTarget }) => {
        setOpen(currentTarget.open);
      }}
    >
      <summary>{common.t('tableOf')}</summary>
      {isOpen && (
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('tryIt.table.time')}</Table.Th>
              <Table.Th>{t('tryIt.table.what')}</Table.Th>
              <Table.Th>{t('tryIt.table.score')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {windows.toReversed().map(({ at, verdict }) => (
              <Table.Tr key={`${at}-${verdict.modality}-${verdict.actions}`}>
                <Table.Td>{dateTime(new Date(at).toISOString())}</Table.Td>
                <Table.Td>{common.t(`modalities.${verdict.modality}`)}</Table.Td>
                <Table.Td>{scoreOf(verdict)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </details>
  );
};
