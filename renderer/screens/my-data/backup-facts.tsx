/** What a backup says of itself. */
import { useTranslation } from 'react-i18next';
import type { BackupSummary } from '../../../contract/backup.ts';
import { MODALITIES } from '../../../contract/verdict.ts';
import { Facts } from '../../parts/facts.tsx';
import { useFormat } from '../../parts/use-format.ts';

export const BackupFacts = ({ backup }: { readonly backup: BackupSummary }) => {
  const { t } = useTranslation('myData');
  const common = useTranslation('common');
  const { bytes, dateTime, number } = useFormat();
  const known = MODALITIES.filter((modality) => backup.established[modality]);
  return (
    <Facts
      rows={[
        [t('backup.file'), <span style={{ overflowWrap: 'anywhere' }}>{backup.path}</span>],
        [t('backup.size'), bytes(backup.bytes)],
        [t('backup.at'), t('backup.by', { at: dateTime(backup.createdAt), program: backup.program })],
        [t('backup.windows'), number(backup.windows)],
        [
          t('backup.known'),
          known.length === 0
            ? common.t('none')
            : known.map((modality) => common.t(`modalities.${modality}`)).join(', '),
        ],
      ]}
    />
  );
};
