/** The last windows as bars: up where they speak for the user, down where against, a dot where nothing was judged. */
import { useTranslation } from 'react-i18next';
import type { SeenVerdict } from '../../parts/use-verdicts.ts';

const WIDTH = 300;
const HEIGHT = 100;
/** Nats at which a bar is full: stronger evidence is drawn as strong. */
const FULL_LLR = 6;

interface Props {
  readonly windows: readonly SeenVerdict[];
  /** Bars there is room for. */
  readonly most: number;
}

export const WindowBars = ({ windows, most }: Props) => {
  const { t } = useTranslation('enrolment');
  const step = WIDTH / most;
  const middle = HEIGHT / 2;
  const first = most - windows.length;
  return (
    <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} width="100%" role="img" aria-label={t('tryIt.scores')}>
      <line x1={0} x2={WIDTH} y1={middle} y2={middle} stroke="var(--mantine-color-dimmed)" strokeWidth={1} />
      {windows.map(({ at, verdict: { llr, abstained, modality, actions } }, place) => {
        const x = (first + place) * step;
        const key = `${at}-${modality}-${actions}`;
        if (llr === null || abstained !== null) {
          return <circle key={key} cx={x + step / 2} cy={middle} r={2.5} fill="var(--mantine-color-dimmed)" />;
        }
        const size = Math.max(1, Math.min(1, Math.abs(llr) / FULL_LLR) * (middle - 4));
        const isFor = llr > 0;
        return (
          <rect
            key={key}
            x={x + step * 0.15}
            y={isFor ? middle - size : middle}
            width={step * 0.7}
            height={size}
            fill={`var(--mantine-color-${isFor ? 'green' : 'red'}-filled)`}
          />
        );
      })}
    </svg>
  );
};
