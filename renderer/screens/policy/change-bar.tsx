/** Stays at the lower edge while something is changed: what is wrong with it, and the way on. */
import { Button, Group, Paper, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import './change-bar.css';
import type { Fault } from './field-faults.ts';
import { useFieldTexts } from './use-field-texts.ts';

interface Props {
  readonly faults: readonly Fault[];
  readonly onDiscard: () => void;
  readonly onPreview: () => void;
}

export const ChangeBar = ({ faults, onDiscard, onPreview }: Props) => {
  const { t } = useTranslation('policy');
  const texts = useFieldTexts();
  const [first] = faults;
  return (
    <Paper
      className="change-bar"
      withBorder
      shadow="md"
      p="sm"
      pos="sticky"
      bottom={8}
      style={{ zIndex: 5 }}
      role="region"
      aria-label={t('preview.bar')}
    >
      <Group justify="space-between">
        <Text role="status" fw={600} {...(faults.length > 0 ? { c: 'var(--mantine-color-error)' } : {})}>
          {first === undefined
            ? t('preview.bar')
            : `${t('faults.title', { count: faults.length })}. ${texts.fault(first, first.path)}`}
        </Text>
        <Group gap="xs">
          <Button variant="default" onClick={onDiscard}>
            {t('preview.discard')}
          </Button>
          <Button onClick={onPreview}>{faults.length > 0 ? t('faults.goTo') : t('preview.open')}</Button>
        </Group>
      </Group>
    </Paper>
  );
};
