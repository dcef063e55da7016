/** One check: how it went, what is so, what to do, and a button where the program can do it. */
import { Badge, Box, Button, Group, Stack, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { FINDING_NAMES, type Finding, type Fix } from '../../../contract/diagnosis.ts';

interface Props {
  readonly finding: Finding;
  readonly isBusy: boolean;
  readonly onFix: (fix: Fix) => void;
}

const LOOKS = {
  ok: { color: 'green', sign: '✓' },
  warn: { color: 'orange', sign: '!' },
  fail: { color: 'red', sign: '✕' },
} as const;

export const FindingCard = ({ finding: { name, state, message, remedy, fix }, isBusy, onFix }: Props) => {
  const { t, i18n } = useTranslation('diagnostics');
  const { color, sign } = LOOKS[state];
  const known = FINDING_NAMES.find((each) => each === name);
  const english = i18n.language === 'en' ? {} : { lang: 'en' };
  return (
    <Box component="li" py="xs" style={{ borderTop: '1px solid var(--mantine-color-default-border)' }}>
      <Group align="flex-start" gap="sm">
        <Badge
          color={color}
          variant="light"
          size="lg"
          tt="none"
          miw="8rem"
          leftSection={<span aria-hidden>{sign}</span>}
        >
          {t(`findings.states.${state}`)}
        </Badge>
        <Stack gap={4} flex="1 1 16rem" miw={0}>
          <Title order={3} size="h6">
            {known === undefined ? name : t(`findings.names.${known}`)}
          </Title>
          <Text size="sm" style={{ overflowWrap: 'anywhere' }} {...english}>
            {message}
          </Text>
          {remedy !== null && (
            <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
              <strong>{t('findings.remedy')}:</strong> <span {...english}>{remedy}</span>
            </Text>
          )}
          {fix !== null && (
            <Group mt={4}>
              <Button
                size="xs"
                loading={isBusy}
                onClick={() => {
                  onFix(fix);
                }}
              >
                {t(`fixes.${fix}`)}
              </Button>
            </Group>
          )}
        </Stack>
      </Group>
    </Box>
  );
};
