/** What the extractor hands on: one stretch of typing or pointing as one feature vector. */
import type { Modality } from '../../contract/verdict.ts';
import type { KeystrokeColumns } from './keystrokes.ts';
import type { PointerColumns } from './pointer-columns.ts';

/** Evidence below which a window says too little for a score: the engine abstains. */
export const MIN_EVIDENCE = 0.6;

/**
 * One window. Its arrays are reused for the next one: they are valid only until `emit` returns, and whoever keeps a
 * vector or keystrokes copies them (`vector.slice()`).
 */
export interface FeatureWindow {
  readonly modality: Modality;
  /** First and last time of the window, ms since the capture began. */
  readonly startMs: number;
  readonly endMs: number;
  /** Actions in the window: keystrokes, or pointer movements and wheel bursts. */
  readonly actions: number;
  /** Actions since the window before, those that a reset discarded among them. */
  readonly newActions: number;
  /** Share of the window's actions that could be measured, 0–1. */
  readonly evidence: number;
  /** One value a feature, in catalogue order; NaN where the window has no evidence for a feature, never infinite. */
  readonly vector: Float32Array;
  /** The keystrokes of a keyboard window in press order; null for pointing. */
  readonly keystrokes: KeystrokeColumns | null;
  /** The actions of a pointer window in order of time; null for typing. */
  readonly pointing: PointerColumns | null;
}

/** Actions of a window that no window before has held: the last rows of its columns. */
export const freshActions = ({ newActions, actions }: Pick<FeatureWindow, 'newActions' | 'actions'>): number =>
  Math.min(newActions, actions);
