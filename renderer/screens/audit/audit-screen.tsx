/** The audit log, for whoever audits this workstation. */
import { Button, Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Page } from '../../parts/page.tsx';
import { ProblemNote } from '../../parts/problem-note.tsx';
import { Section } from '../../parts/section.tsx';
import { AuditLog } from './audit-log.tsx';
import { ForwardingSection } from './forwarding-section.tsx';
import { KeySection } from './key-section.tsx';
import { useReader } from './use-reader.ts';

export const AuditScreen = () => {
  const { t } = useTranslation('audit');
  const reader = useReader();
  const { opened, isOpen, isBusy, problem, open } = reader;
  return (
    <Page title={t('title')} intro={t('intro')}>
      {opened === null ? (
        <Section title={t('open.title')}>
          <Text>{t('open.text')}</Text>
          {problem !== null && <ProblemNote problem={problem} />}
          <Group>
            <Button loading={isBusy} onClick={() => void open()}>
              {t('open.button')}
            </Button>
          </Group>
        </Section>
      ) : (
        <AuditLog reader={reader} opened={opened} />
      )}
      <KeySection reader={isOpen ? (opened?.reader ?? null) : null} />
      <ForwardingSection />
    </Page>
  );
};
