/** The open question. In a browser there is no window of its own for it, so it is answered here. */
import { Alert } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { CodePrompt } from '../../../contract/step-up.ts';
import { useBridge } from '../../bridge/bridge-context.tsx';
import { useStatus } from '../../bridge/use-status.ts';
import { Section } from '../../parts/section.tsx';
import { useFormat } from '../../parts/use-format.ts';
import { CodeForm } from '../code/code-form.tsx';

export const PromptNotice = ({ prompt }: { readonly prompt: CodePrompt }) => {
  const { t } = useTranslation('status');
  const { time } = useFormat();
  const { host } = useBridge();
  const { refresh } = useStatus();
  return (
    <Section title={t('prompt.title')}>
      {/* Told once: the form below counts down by itself. */}
      <Alert color="orange" role="alert">
        {t('prompt.text', { until: time(prompt.until) })} {host === 'electron' && t('prompt.inWindow')}
      </Alert>
      {host === 'browser' && <CodeForm key={prompt.id} prompt={prompt} onSettled={() => void refresh()} />}
    </Section>
  );
};
