/** The evidence of recorded sessions, window by window, as a judge would weigh it. */
import type { Modality } from '../../contract/verdict.ts';
import { freshActions, type FeatureWindow } from '../../ml/features/window.ts';
import type { Evidence } from '../../ml/trust/choose-limit.ts';
import type { Criteria } from '../engine/judge.ts';
import { toFeatureWindow } from './feature-window.ts';
import type { RecordedSession } from './recorded-session.ts';

const weigherOf = (criteria: Criteria, modality: Modality): ((window: FeatureWindow) => number) => {
  if (modality === 'keyboard') {
    const watch = criteria.keyboard.model?.watch();
    return (window) =>
      window.keystrokes === null ? 0 : (watch?.weigh(window.keystrokes, freshActions(window)).llr ?? 0);
  }
  const watch = criteria.pointer.model?.watch();
  return (window) => (window.pointing === null ? 0 : (watch?.weigh(window.pointing, freshActions(window)).llr ?? 0));
};

/** Evidence of the sessions' windows in order, by one watch that saw nothing before the first. */
export const evidenceStream = (
  criteria: Criteria,
  modality: Modality,
  sessions: readonly RecordedSession[],
): Evidence[] => {
  const weigh = weigherOf(criteria, modality);
  return sessions.flatMap((session) =>
    session.windows
      .filter((recorded) => recorded.modality === modality)
      .map((recorded) => {
        const window = toFeatureWindow(session, recorded);
        return { llr: weigh(window), actions: freshActions(window) };
      }),
  );
};
