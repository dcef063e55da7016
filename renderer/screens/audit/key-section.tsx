/** The key that the log is signed by: to be kept elsewhere, and compared with what was kept. */
import { Code, Group, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useAnswer } from '../../bridge/use-answer.ts';
import { Answered } from '../../parts/answered.tsx';
import { CopyButton } from '../../parts/copy-button.tsx';
import { Facts } from '../../parts/facts.tsx';
import { Section } from '../../parts/section.tsx';
import { useFormat } from '../../parts/use-format.ts';
import { CompareKey } from './compare-key.tsx';

const REFRESH_MS = 30_000;

export const KeySection = ({ reader }: { readonly reader: string | null }) => {
  const { t } = useTranslation('audit');
  const { number } = useFormat();
  const answer = useAnswer('audit.key', {}, { everyMs: REFRESH_MS });
  return (
    <Section title={t('key.title')} intro={t('key.intro')}>
      <Answered answer={answer}>
        {(key) => (
          <Stack gap="sm">
            <Facts
              rows={[
                [t('key.root'), <Code style={{ overflowWrap: 'anywhere' }}>{key.root}</Code>],
                [t('key.last'), number(key.lastSeq)],
                [t('key.sealed'), number(key.sealedSeq)],
                ...(key.former.length === 0
                  ? []
                  : [
                      [
                        t('key.former'),
                        <Code style={{ overflowWrap: 'anywhere' }}>{key.former.join(' ')}</Code>,
                      ] as const,
                    ]),
              ]}
            />
            <Group>
              <CopyButton text={key.root} label={t('key.copy')} />
              <CopyButton text={JSON.stringify(key)} label={t('key.copyNote')} />
            </Group>
            <Text size="sm" c="dimmed">
              {t('key.why')}
            </Text>
            <CompareKey auditKey={key} reader={reader} />
          </Stack>
        )}
      </Answered>
    </Section>
  );
};
