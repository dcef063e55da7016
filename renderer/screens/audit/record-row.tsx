/** One record in a line: number, time, what happened. */
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { AuditRecord } from '../../../contract/audit.ts';
import { useFormat } from '../../parts/use-format.ts';
import { recordSentence, recordTexts } from './sentence.ts';

interface Props {
  readonly id: string;
  readonly row: number;
  readonly record: AuditRecord | undefined;
  readonly top: number;
  readonly height: number;
  readonly isActive: boolean;
  readonly onOpen: (row: number) => void;
}

const Row = ({ id, row, record, top, height, isActive, onOpen }: Props) => {
  const { t, i18n } = useTranslation('audit');
  const { dateTime, number } = useFormat();
  return (
    <div
      role="row"
      id={id}
      aria-rowindex={row + 2}
      aria-selected={isActive}
      className="record-row"
      style={{ transform: `translateY(${top}px)`, height }}
      onClick={() => {
        onOpen(row);
      }}
    >
      <div role="gridcell">{record === undefined ? t('list.pending') : number(record.seq)}</div>
      <div role="gridcell">{record === undefined ? '' : dateTime(record.at)}</div>
      <div role="gridcell">{record === undefined ? '' : recordSentence(recordTexts(i18n), record)}</div>
    </div>
  );
};

export const RecordRow = memo(Row);
