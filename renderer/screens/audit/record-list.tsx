/** The records that a filter lets through, with their count and the details of one. */
import { Button, Group, Loader, Stack, Text } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AuditFilter } from '../../../contract/audit-reading.ts';
import { ProblemNote } from '../../parts/problem-note.tsx';
import { useFormat } from '../../parts/use-format.ts';
import { RecordGrid } from './record-grid.tsx';
import { RecordPanel } from './record-panel.tsx';
import { useRecords, type AskPage } from './use-records.ts';

interface Props {
  readonly reader: string;
  /** One list a filter: give it a key. */
  readonly filter: AuditFilter;
  readonly ask: AskPage;
  /** Whether the log is open; what was fetched stays in sight while it is not. */
  readonly isOpen: boolean;
  /** The number of a record to go to, anew for each object. */
  readonly wanted: { readonly seq: number } | null;
  readonly onFind: (text: string) => void;
}

export const RecordList = ({ reader, filter, ask, isOpen, wanted, onFind }: Props) => {
  const { t } = useTranslation('audit');
  const { number } = useFormat();
  const records = useRecords(filter, ask, isOpen);
  const { rows, fresh, problem, retry, rowOf, showFresh } = records;
  const [active, setActive] = useState<number | null>(null);
  const [opened, setOpened] = useState<number | null>(null);
  /** Where it has been gone to already. */
  const gone = useRef<Props['wanted']>(null);
  const part = useRef<HTMLDivElement>(null);
  const record = opened === null ? undefined : records.at(opened);

  useEffect(() => {
    if (wanted === null || wanted === gone.current || rows === null) return;
    gone.current = wanted;
    void rowOf(wanted.seq).then((row) => {
      setActive(row);
      // Whoever asked stands further down the page, and goes on from there with the arrow keys.
      const grid = part.current?.querySelector<HTMLElement>('[role=grid]');
      grid?.scrollIntoView({ block: 'center' });
      grid?.focus({ preventScroll: true });
    });
  }, [wanted, rows, rowOf]);

  if (rows === null) {
    return problem === null || !isOpen ? (
      <Group role="status">
        <Loader size="sm" aria-hidden />
        <Text>{t('list.searching')}</Text>
      </Group>
    ) : (
      <ProblemNote problem={problem} />
    );
  }
  return (
    <Stack gap="xs" ref={part}>
      <Group justify="space-between" mih="2.25rem">
        <Text role="status">{t('list.count', { count: rows, formatted: number(rows) })}</Text>
        {fresh > 0 && (
          <Button
            size="xs"
            onClick={() => {
              setActive(null);
              showFresh();
            }}
          >
            {t('list.fresh', { count: fresh, formatted: number(fresh) })}
          </Button>
        )}
      </Group>
      {problem !== null && isOpen && (
        <>
          <ProblemNote problem={problem} />
          <Group>
            <Button variant="default" onClick={retry}>
              {t('list.retry')}
            </Button>
          </Group>
        </>
      )}
      {rows === 0 ? (
        <Text>{t('list.none')}</Text>
      ) : (
        <RecordGrid
          records={records}
          rows={rows}
          active={active}
          onActive={setActive}
          onOpen={(row) => {
            setActive(row);
            setOpened(row);
          }}
        />
      )}
      {record !== undefined && (
        <RecordPanel
          reader={reader}
          record={record}
          onClose={() => {
            setOpened(null);
          }}
          onFind={(text) => {
            setOpened(null);
            onFind(text);
          }}
        />
      )}
    </Stack>
  );
};
