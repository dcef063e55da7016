/** Everything about one record. */
import { Button, Code, Drawer, Group, Stack, Table, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { AuditRecord } from '../../../contract/audit.ts';
import { CopyButton } from '../../parts/copy-button.tsx';
import { useFormat } from '../../parts/use-format.ts';
import { RecordProof } from './record-proof.tsx';
import { fieldName, kindName, recordSentence, recordTexts, termName, wordFor } from './sentence.ts';

interface Props {
  readonly reader: string;
  readonly record: AuditRecord;
  readonly onClose: () => void;
  /** Shows all records in which a text stands. */
  readonly onFind: (text: string) => void;
}

/** What records share that belong together, and how the button says so. */
const TIES = [
  { field: 'decisionId', text: 'record.related' },
  { field: 'promptId', text: 'record.relatedPrompt' },
  { field: 'operationId', text: 'record.relatedOperation' },
] as const;

export const RecordPanel = ({ reader, record, onClose, onFind }: Props) => {
  const { t, i18n } = useTranslation('audit');
  const { t: tc } = useTranslation('common');
  const { dateTime, number } = useFormat();
  const texts = recordTexts(i18n);
  const json = JSON.stringify(record, null, 2);
  const entries = Object.entries(record.body);
  const shown = (name: string, value: unknown): string =>
    typeof value === 'boolean' ? tc(value ? 'yes' : 'no') : wordFor(texts, termName(record.kind, name), value);
  return (
    <Drawer.Root opened onClose={onClose} position="right" size="lg">
      <Drawer.Overlay />
      <Drawer.Content>
        {/* Not the library's own head, which counts as a second banner of the page. */}
        <Group justify="space-between" p="md">
          <Drawer.Title>{t('record.title', { seq: number(record.seq) })}</Drawer.Title>
          <Drawer.CloseButton aria-label={tc('close')} />
        </Group>
        <Drawer.Body>
          <Stack>
            <Text fw={600}>{recordSentence(texts, record)}</Text>
            <Table variant="vertical">
              <Table.Tbody>
                <Table.Tr>
                  <Table.Th scope="row">{t('record.kind')}</Table.Th>
                  <Table.Td>{kindName(texts, record.kind)}</Table.Td>
                </Table.Tr>
                <Table.Tr>
                  <Table.Th scope="row">{t('record.at')}</Table.Th>
                  <Table.Td>{dateTime(record.at)}</Table.Td>
                </Table.Tr>
                {entries.map(([name, value]) => (
                  <Table.Tr key={name}>
                    <Table.Th scope="row">{fieldName(texts, name)}</Table.Th>
                    <Table.Td style={{ overflowWrap: 'anywhere' }}>{shown(name, value)}</Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
            {TIES.map(({ field, text }) => {
              const tie = record.body[field];
              return (
                typeof tie === 'string' &&
                tie !== '' && (
                  <Button
                    key={field}
                    variant="default"
                    onClick={() => {
                      onFind(tie);
                    }}
                  >
                    {t(text)}
                  </Button>
                )
              );
            })}
            <RecordProof key={record.seq} reader={reader} seq={record.seq} />
            <Group justify="space-between">
              <Title order={3} size="h6">
                {t('record.json')}
              </Title>
              <CopyButton text={json} what={t('record.title', { seq: number(record.seq) })} />
            </Group>
            <Code block tabIndex={0}>
              {json}
            </Code>
          </Stack>
        </Drawer.Body>
      </Drawer.Content>
    </Drawer.Root>
  );
};
