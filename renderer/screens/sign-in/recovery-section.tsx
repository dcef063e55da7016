/** Recovery codes: how many are left, and new ones. */
import { Button, Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useAct } from '../../bridge/use-act.ts';
import { useForget } from '../../bridge/use-answer.ts';
import { ProblemNote } from '../../parts/problem-note.tsx';
import { Section } from '../../parts/section.tsx';
import { useConfirm } from '../../parts/use-confirm.tsx';
import type { PartProps } from './part-props.ts';
import { RemoveMethod } from './remove-method.tsx';

export const RecoverySection = ({ setUp, policy, onCodes }: PartProps) => {
  const { t } = useTranslation('signIn');
  const { act, isBusy, problem } = useAct('step-up.recovery.renew');
  const forget = useForget();
  const { confirm, dialog } = useConfirm();
  const { authenticator, email, recoveryCodesLeft } = setUp;
  const isAllowed = policy?.stepUp.methods.includes('recovery-code') ?? true;
  const standsFor = authenticator !== null || email !== null;

  const renew = async (): Promise<void> => {
    const isSure =
      recoveryCodesLeft === 0 ||
      (await confirm({ title: t('recovery.sure.title'), text: t('recovery.sure.text'), doIt: t('recovery.renew') }));
    if (!isSure) return;
    const answer = await act({});
    if (!answer.ok) return;
    await forget('step-up.status');
    onCodes(answer.value.recoveryCodes);
  };
  return (
    <Section title={t('recovery.title')} intro={t('recovery.intro')}>
      <Text>{recoveryCodesLeft === 0 ? t('recovery.none') : t('recovery.left', { count: recoveryCodesLeft })}</Text>
      {!isAllowed && <Text>{t('forbidden')}</Text>}
      {isAllowed && !standsFor && <Text>{t('recovery.notYet')}</Text>}
      {(standsFor || recoveryCodesLeft > 0) && (
        <Group>
          {isAllowed && standsFor && (
            <Button variant="default" loading={isBusy} onClick={() => void renew()}>
              {t('recovery.renew')}
            </Button>
          )}
          {recoveryCodesLeft > 0 && <RemoveMethod method="recovery-code" />}
        </Group>
      )}
      {problem !== null && <ProblemNote problem={problem} />}
      {dialog}
    </Section>
  );
};
