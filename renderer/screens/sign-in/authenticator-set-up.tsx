/** A new authenticator: the secret as a picture and as text, and a code that shows that it has arrived. */
import { Group, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { AuthenticatorSetup } from '../../../contract/step-up.ts';
import { useAct } from '../../bridge/use-act.ts';
import { useForget } from '../../bridge/use-answer.ts';
import { CopyButton } from '../../parts/copy-button.tsx';
import { useFormat } from '../../parts/use-format.ts';
import { ConfirmForm } from './confirm-form.tsx';
import { inGroups } from './in-groups.ts';

interface Props {
  readonly setup: AuthenticatorSetup;
  readonly onCodes: (codes: readonly string[]) => void;
  readonly onEnd: () => void;
}

const PICTURE_PX = 220;

export const AuthenticatorSetUp = ({ setup, onCodes, onEnd }: Props) => {
  const { t } = useTranslation('signIn');
  const { time } = useFormat();
  const { act, isBusy, problem } = useAct('step-up.authenticator.confirm');
  const forget = useForget();
  const confirm = async (code: string): Promise<boolean> => {
    const answer = await act({ code });
    if (!answer.ok) return false;
    await forget('step-up.status', 'code.state');
    onCodes(answer.value.recoveryCodes);
    onEnd();
    return true;
  };
  return (
    <Stack gap="sm">
      <Text>{t('setUp.scan')}</Text>
      <img
        src={`data:image/svg+xml,${encodeURIComponent(setup.qrSvg)}`}
        width={PICTURE_PX}
        height={PICTURE_PX}
        alt={t('setUp.picture')}
      />
      <Text>{t('setUp.type')}</Text>
      <Group>
        <Text ff="monospace" style={{ overflowWrap: 'anywhere' }}>
          {inGroups(setup.secret)}
        </Text>
        <CopyButton text={setup.secret} what={t('setUp.secret')} />
      </Group>
      <Text size="sm" c="dimmed">
        {t('setUp.until', { until: time(setup.until) })}
      </Text>
      <ConfirmForm label={t('setUp.code')} isBusy={isBusy} problem={problem} onStop={onEnd} onConfirm={confirm} />
    </Stack>
  );
};
