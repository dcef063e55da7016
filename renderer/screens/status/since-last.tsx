/** How long ago the last input was seen. It ticks by itself, and nothing else with it. */
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../parts/use-format.ts';
import { useNow } from '../../parts/use-now.ts';

export const SinceLast = ({ at }: { readonly at: string | null }) => {
  const { t } = useTranslation('status');
  const { ago } = useFormat();
  const now = useNow(1_000);
  if (at === null) return t('trust.never');
  // The agent's clock is this machine's, but its last word may be newer than the last tick here.
  return <time dateTime={at}>{ago(at, Math.max(now, new Date(at).getTime()))}</time>;
};
