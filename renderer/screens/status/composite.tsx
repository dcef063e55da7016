/** Trust together with circumstances; nothing where the policy gives them no weight. */
import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { CompositeScore } from '../../../contract/context.ts';
import type { Policy } from '../../../contract/policy.ts';
import { useFormat } from '../../parts/use-format.ts';

interface Props {
  readonly composite: CompositeScore;
  readonly weights: Policy['weights'];
}

export const Composite = ({ composite, weights }: Props) => {
  const { t } = useTranslation('status');
  const { number, percent } = useFormat();
  if (weights.network === 0 && weights.timeOfDay === 0) return null;
  const share = (value: number | null): string => (value === null ? t('trust.unknown') : percent(value));
  return (
    <div>
      <Text>{t('trust.composite', { score: number(composite.score) })}</Text>
      <Text size="sm" c="dimmed">
        {t('trust.parts', {
          behaviour: share(composite.behaviour),
          network: share(composite.network),
          timeOfDay: share(composite.timeOfDay),
        })}
      </Text>
    </div>
  );
};
