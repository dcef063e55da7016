/** Windows of a recording in the form in which the engine takes them. */
import { sliceKeystrokes } from '../../ml/features/keystrokes.ts';
import { slicePointing } from '../../ml/features/pointer-columns.ts';
import type { FeatureWindow } from '../../ml/features/window.ts';
import type { RecordedSession, RecordedWindow } from './recorded-session.ts';

/** A recorded window as the extractor handed it out. */
export const toFeatureWindow = (session: RecordedSession, window: RecordedWindow): FeatureWindow => {
  const { modality, vector, evidence, from, to, fresh, endMs } = window;
  const isTyping = modality === 'keyboard';
  return {
    modality,
    startMs: endMs,
    endMs,
    actions: to - from,
    newActions: fresh,
    evidence,
    vector,
    keystrokes: isTyping ? sliceKeystrokes(session.keystrokes, from, to) : null,
    pointing: isTyping ? null : slicePointing(session.pointing, from, to),
  };
};
