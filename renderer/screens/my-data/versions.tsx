/** Kept versions of what was learned, with the way back to one of them. */
import { Button, Table, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ProfileVersion } from '../../../contract/ipc.ts';
import { useAct } from '../../bridge/use-act.ts';
import { useForget } from '../../bridge/use-answer.ts';
import { ProblemNote } from '../../parts/problem-note.tsx';
import { Section } from '../../parts/section.tsx';
import { useConfirm } from '../../parts/use-confirm.tsx';
import { useFormat } from '../../parts/use-format.ts';

const COLUMNS = ['what', 'version', 'at', 'windows', 'locks', 'state'] as const;

const stateOf = ({ active, withdrawn }: ProfileVersion): 'active' | 'withdrawn' | 'kept' => {
  if (active) return 'active';
  return withdrawn ? 'withdrawn' : 'kept';
};

export const Versions = ({ versions }: { readonly versions: readonly ProfileVersion[] }) => {
  const { t } = useTranslation('myData');
  const common = useTranslation('common');
  const { number, dateTime } = useFormat();
  const { act, isBusy, problem } = useAct('profile.rollback');
  const forget = useForget();
  const { confirm, dialog } = useConfirm();

  const rollback = async ({ modality, version }: ProfileVersion): Promise<void> => {
    const now = versions.find((each) => each.active && each.modality === modality)?.version ?? 0;
    const isSure = await confirm({
      title: t('versions.confirmTitle', { version }),
      text: t('versions.confirmText', { modality: common.t(`modalities.${modality}`), version, now }),
      doIt: t('versions.rollback'),
    });
    if (isSure && (await act({ modality, to: version })).ok) await forget('profile.versions', 'profile.show', 'status');
  };

  return (
    <Section title={t('versions.title')} intro={t('versions.intro')}>
      {problem !== null && <ProblemNote problem={problem} />}
      {versions.length === 0 && <Text>{t('versions.empty')}</Text>}
      {versions.length > 0 && (
        <Table.ScrollContainer minWidth={680}>
          <Table>
            <Table.Thead>
              <Table.Tr>
                {COLUMNS.map((name) => (
                  <Table.Th key={name}>{t(`versions.columns.${name}`)}</Table.Th>
                ))}
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {versions.map((each) => {
                const { modality, version, trainedAt, windows, falseLocksPerDay, active } = each;
                const name = common.t(`modalities.${modality}`);
                return (
                  <Table.Tr key={`${modality}-${version}`}>
                    <Table.Td>{name}</Table.Td>
                    <Table.Td>{version}</Table.Td>
                    <Table.Td>{trainedAt === null ? '–' : dateTime(trainedAt)}</Table.Td>
                    <Table.Td>{number(windows)}</Table.Td>
                    <Table.Td>{falseLocksPerDay === null ? '–' : number(falseLocksPerDay, 3)}</Table.Td>
                    <Table.Td>
                      {t(`versions.${stateOf(each)}`)}
                      {!active && (
                        <Button
                          ml="sm"
                          size="xs"
                          variant="default"
                          disabled={isBusy}
                          aria-label={t('versions.rollbackLabel', { version, modality: name })}
                          onClick={() => void rollback(each)}
                        >
                          {t('versions.rollback')}
                        </Button>
                      )}
                    </Table.Td>
                  </Table.Tr>
                );
              })}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
      {dialog}
    </Section>
  );
};
