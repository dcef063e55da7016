/** Trust over an hour or a day, with what happened; a moment of it can be chosen, to see why trust moved there. */
import { memo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Policy } from '../../../contract/policy.ts';
import { useAnswer } from '../../bridge/use-answer.ts';
import { Answered } from '../../parts/answered.tsx';
import { Section } from '../../parts/section.tsx';
import { useNow } from '../../parts/use-now.ts';
import type { SeenVerdict } from '../../parts/use-verdicts.ts';
import { Curve } from './curve.tsx';
import { Happenings } from './happenings.tsx';
import { rangeOf, type Span } from './range.ts';
import { SpanChoice } from './span-choice.tsx';

/** How often the history is asked for anew; what comes meanwhile is added from the pushes. */
const REFRESH_MS = 30_000;
const POINTS = 500;

interface Props {
  readonly policy: Policy;
  readonly live: readonly SeenVerdict[];
}

/** Shown anew with the verdicts only, not with every status. */
export const DayCurve = memo(function DayCurve({ policy, live }: Props) {
  const { t } = useTranslation('status');
  const [span, setSpan] = useState<Span>('day');
  const [daysBack, setDaysBack] = useState(0);
  const now = useNow(REFRESH_MS);
  const { from, to } = rangeOf(span, daysBack, now);
  const isNow = span === 'hour' || daysBack === 0;
  const answer = useAnswer('history.show', {
    from: new Date(from).toISOString(),
    to: new Date(to).toISOString(),
    points: POINTS,
  });
  return (
    <Section
      title={t('day.title')}
      actions={
        <SpanChoice
          span={span}
          onSpan={setSpan}
          daysBack={daysBack}
          onDaysBack={setDaysBack}
          // What is older is not stored.
          most={policy.retention.verdictDays}
          from={from}
        />
      }
    >
      <Answered answer={answer}>
        {(history) => (
          <>
            <Curve
              history={history}
              live={isNow ? live : []}
              policy={policy}
              // Room for what comes before the next answer.
              until={isNow ? REFRESH_MS : 0}
            />
            <Happenings events={history.events} unseen={history.unseen} />
          </>
        )}
      </Answered>
    </Section>
  );
});
