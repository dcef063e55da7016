/** A judged window as it is stored and as it is reported. */
import type { Verdict } from '../../contract/verdict.ts';
import { FEATURE_VERSION } from '../../ml/features/catalogue.ts';
import { freshActions, type FeatureWindow } from '../../ml/features/window.ts';
import type { ModelScores } from '../../ml/profile.ts';
import type { NewWindow } from '../store/windows.ts';
import { byDecidingModel } from './by-deciding-model.ts';
import type { Judgement } from './judge.ts';
import { WINDOWS } from './window-shape.ts';

/** @param endedAt whole seconds since 1970. */
export const windowToStore = (
  { modality, startMs, endMs, vector, actions, newActions }: FeatureWindow,
  { weighed }: Judgement,
  { userId, sessionId, endedAt }: Pick<NewWindow, 'userId' | 'sessionId' | 'endedAt'>,
): NewWindow => {
  const fresh = freshActions({ newActions, actions });
  return {
    userId,
    sessionId,
    modality,
    startedAt: endedAt - Math.round((endMs - startMs) / 1000),
    endedAt,
    featureVersion: FEATURE_VERSION,
    actions,
    vector,
    // Of a hop's length, whatever was new: the estimate of wrong locks draws hops.
    scores: weighed === null ? {} : { evidence: (weighed.llr / Math.max(1, fresh)) * WINDOWS[modality].hop },
    state: 'quarantined',
  };
};

/** @param state what the engine has come to with this window; `scores` of the window models. */
export const verdictOf = (
  window: FeatureWindow,
  judgement: Judgement,
  { level, trust, actions, scores }: Pick<Verdict, 'level' | 'trust' | 'actions'> & { readonly scores: ModelScores },
): Verdict => {
  const { modality, endMs } = window;
  const share = freshActions(window) / WINDOWS[modality].length;
  return {
    t: endMs,
    modality,
    level,
    trust,
    actions,
    llr: judgement.llr,
    byModel: { ...scores, ...byDecidingModel(judgement, share) },
    evidence: [...judgement.evidence],
    abstained: judgement.abstained,
  };
};
