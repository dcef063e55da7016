/** Chooses the hour or the day that the curve shows. */
import { Button, Group, SegmentedControl, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../parts/use-format.ts';
import { SPANS, type Span } from './range.ts';

interface Props {
  readonly span: Span;
  readonly onSpan: (span: Span) => void;
  readonly daysBack: number;
  readonly onDaysBack: (days: number) => void;
  readonly most: number;
  /** Beginning of what is shown, milliseconds since 1970. */
  readonly from: number;
}

export const SpanChoice = ({ span, onSpan, daysBack, onDaysBack, most, from }: Props) => {
  const { t } = useTranslation('status');
  const { date } = useFormat();
  return (
    <Group gap="xs">
      <SegmentedControl
        aria-label={t('day.span')}
        value={span}
        onChange={(chosen) => {
          onSpan(SPANS.find((each) => each === chosen) ?? 'hour');
        }}
        data={SPANS.map((value) => ({ value, label: t(`day.${value}`) }))}
      />
      {span === 'day' && (
        <>
          <Button
            variant="default"
            size="xs"
            disabled={daysBack >= most}
            onClick={() => {
              onDaysBack(daysBack + 1);
            }}
          >
            {t('day.before')}
          </Button>
          <Text size="sm" role="status">
            {date(new Date(from).toISOString())}
          </Text>
          <Button
            variant="default"
            size="xs"
            disabled={daysBack === 0}
            onClick={() => {
              onDaysBack(daysBack - 1);
            }}
          >
            {t('day.after')}
          </Button>
        </>
      )}
    </Group>
  );
};
