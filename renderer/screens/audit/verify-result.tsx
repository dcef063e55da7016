/** What a verification found. */
import { Alert, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { AuditVerification } from '../../../contract/audit-reading.ts';
import { useFormat } from '../../parts/use-format.ts';
import { FaultList } from './fault-list.tsx';

interface Props {
  readonly result: AuditVerification;
  readonly onGoTo: (seq: number) => void;
}

export const VerifyResult = ({ result, onGoTo }: Props) => {
  const { t } = useTranslation('audit');
  const { number } = useFormat();
  const { ok, records, firstSeq, lastSeq, faults, faultCount, seals, sealedSeq } = result;
  const signed = (
    <Text size="sm">
      {seals === 0
        ? t('verify.unsigned')
        : t('verify.signed', { count: seals, formatted: number(seals), seq: number(sealedSeq) })}
    </Text>
  );
  if (ok) {
    return (
      <Alert color="green" role="status">
        <Text size="sm">
          {records === 0
            ? t('verify.empty')
            : t('verify.good', { records: number(records), first: number(firstSeq), last: number(lastSeq) })}
        </Text>
        {signed}
      </Alert>
    );
  }
  return (
    <Alert
      color="red"
      role="alert"
      title={t('verify.bad', { count: faultCount, formatted: number(faultCount), records: number(records) })}
    >
      <Stack gap="xs">
        <Text size="sm">{t('verify.advice')}</Text>
        {signed}
        {faultCount > faults.length && <Text size="sm">{t('verify.firstOf', { shown: number(faults.length) })}</Text>}
        <FaultList faults={faults} onGoTo={onGoTo} />
      </Stack>
    </Alert>
  );
};
