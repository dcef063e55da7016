/** What proves a record: its place in the hash chain, and the signature over it. */
import { Code, Group, Stack, Table, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Seal } from '../../../contract/audit-proof.ts';
import { useAnswer } from '../../bridge/use-answer.ts';
import { Answered } from '../../parts/answered.tsx';
import { CopyButton } from '../../parts/copy-button.tsx';
import { useFormat } from '../../parts/use-format.ts';

interface Props {
  readonly reader: string;
  readonly seq: number;
}

export const RecordProof = ({ reader, seq }: Props) => {
  const { t } = useTranslation('audit');
  const { dateTime, number } = useFormat();
  const answer = useAnswer('audit.record', { reader, seq });
  const signed = (seal: Seal): string =>
    t(seal.number === 0 ? 'record.proof.first' : 'record.proof.sealed', {
      at: dateTime(seal.at),
      seq: number(seal.seq),
      number: number(seal.number),
      chain: number(seal.chain),
    });
  return (
    <Stack gap="xs" component="section" aria-label={t('record.proof.title')}>
      <Title order={3} size="h6">
        {t('record.proof.title')}
      </Title>
      <Answered answer={answer}>
        {({ leaf, link, seal }) => (
          <>
            <Text size="sm">{seal === null ? t('record.proof.unsealed') : signed(seal)}</Text>
            <details>
              <summary style={{ padding: '4px 0' }}>{t('record.proof.details')}</summary>
              <Table variant="vertical">
                <Table.Tbody>
                  {(
                    [
                      ['leaf', leaf],
                      ['link', link],
                      ['key', seal?.key ?? '–'],
                    ] as const
                  ).map(([name, value]) => (
                    <Table.Tr key={name}>
                      <Table.Th scope="row">{t(`record.proof.${name}`)}</Table.Th>
                      <Table.Td>
                        <Code style={{ overflowWrap: 'anywhere' }}>{value}</Code>
                      </Table.Td>
                    </Table.Tr>
                  ))}
                </Table.Tbody>
              </Table>
              <Group pt="xs">
                <CopyButton text={JSON.stringify({ seq, leaf, link, seal })} what={t('record.proof.copy')} />
              </Group>
            </details>
          </>
        )}
      </Answered>
    </Stack>
  );
};
