/** A recording as the agent sees it: through the sensor's pipeline and the extractor to windows and columns of actions. */
import type { KindNumber } from '../../contract/events.ts';
import type { Modality } from '../../contract/verdict.ts';
import { createExtractor } from '../../ml/features/extractor.ts';
import { joinKeystrokes, sliceKeystrokes, type KeystrokeColumns } from '../../ml/features/keystrokes.ts';
import { joinPointing, slicePointing, type PointerColumns } from '../../ml/features/pointer-columns.ts';
import { freshActions } from '../../ml/features/window.ts';
import { WINDOWS } from '../engine/window-shape.ts';
import { createKeySlots } from '../sensor/key-slots.ts';
import { createPipeline } from '../sensor/pipeline.ts';
import { coarsenPointer } from './coarsen-pointer.ts';
import { readRecording } from '../sensor/recording-reader.ts';

/** One window of a recording; its columns are those of the whole recording from `from` to `to`. */
export interface RecordedWindow {
  readonly modality: Modality;
  readonly vector: Float32Array;
  /** Share of the window's actions that could be measured, 0–1. */
  readonly evidence: number;
  /** Rows of the recording's columns: those of the window, the newest `fresh` of them new in it. */
  readonly from: number;
  readonly to: number;
  readonly fresh: number;
  /** ms since the recording began. */
  readonly endMs: number;
}

export interface RecordedSession {
  readonly name: string;
  readonly keystrokes: KeystrokeColumns;
  readonly pointing: PointerColumns;
  /** Windows of both modalities in order of time. */
  readonly windows: readonly RecordedWindow[];
}

const SLOTS = createKeySlots(new Uint8Array(32));

export interface ReadOptions {
  /** Rounds every time to a multiple of it, for sets in which people's clocks differ; null leaves them. */
  readonly gridMs: number | null;
  /** Shows the recording as if its pointer had been reported at the ticks of a clock so slow; null leaves it. */
  readonly tickMs?: number | null;
  /** Numbers the keys; by default in a way of its own, as nothing but a stored profile depends on which key has which. */
  readonly slotOf?: (code: number) => number;
}

/** @throws CodedError when the recording is missing or broken. */
export const readSession = async (path: string, name: string, options: ReadOptions): Promise<RecordedSession> => {
  const { gridMs, tickMs = null, slotOf = SLOTS } = options;
  const windows: RecordedWindow[] = [];
  const keystrokes: KeystrokeColumns[] = [];
  const pointing: PointerColumns[] = [];
  const rows = { keyboard: 0, pointer: 0 };
  const extractor = createExtractor(WINDOWS, (window) => {
    const { modality, vector, evidence, endMs, actions } = window;
    const fresh = freshActions(window);
    rows[modality] += fresh;
    const to = rows[modality];
    if (window.keystrokes !== null)
      keystrokes.push(joinKeystrokes([sliceKeystrokes(window.keystrokes, actions - fresh, actions)]));
    if (window.pointing !== null)
      pointing.push(joinPointing([slicePointing(window.pointing, actions - fresh, actions)]));
    windows.push({ modality, vector: vector.slice(), evidence, from: Math.max(0, to - actions), to, fresh, endMs });
  });
  const pipeline = createPipeline({ slotOf, deliver: extractor.push });
  const toGrid = (ms: number): number => (gridMs === null ? ms : Math.round(ms / gridMs) * gridMs);
  const coarse = tickMs === null ? null : coarsenPointer(tickMs, pipeline.push);
  const push = coarse?.push ?? pipeline.push;
  await readRecording(path, (t, kind: KindNumber, code, x, y) => {
    push(toGrid(t), kind, code, x, y);
  });
  coarse?.flush();
  pipeline.flush();
  return { name, keystrokes: joinKeystrokes(keystrokes), pointing: joinPointing(pointing), windows };
};
