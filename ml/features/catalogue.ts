/** The one catalogue that names, orders and versions every feature. */
import type { Modality } from '../../contract/verdict.ts';
import type { Feature } from './feature.ts';
import { KEYBOARD_FEATURES } from './keyboard-catalogue.ts';
import { POINTER_FEATURES } from './pointer-catalogue.ts';

export type { Feature } from './feature.ts';
export { KEYBOARD_FEATURES, POINTER_FEATURES };

/** Grows when a feature is added, removed, moved or means something else: vectors of another version are not comparable. */
export const FEATURE_VERSION = 1;

/** The features of a modality, in the order of its vectors. */
export const FEATURES: Readonly<Record<Modality, readonly Feature[]>> = {
  keyboard: KEYBOARD_FEATURES,
  pointer: POINTER_FEATURES,
};
