/** Features are learned on scales that tame long tails; here they come back to units that people know. */

/** How a number is shown: with the unit's name, as a percentage, or as a multiple. */
export type Shown =
  | 'ms'
  | 'percent'
  | 'times'
  | 'count'
  | 'plain'
  | 'keysPerMinute'
  | 'px'
  | 'pxPerS'
  | 'pxPerS2'
  | 'perS'
  | 'perS2'
  | 'degrees'
  | 'degreesPer100px';

interface Scale {
  readonly shown: Shown;
  readonly back: (value: number) => number;
}

/** Release to press is learned as asinh of this many milliseconds. */
const SIGNED_SCALE_MS = 60;
const degrees = (radians: number): number => (radians * 180) / Math.PI;
const same = (value: number): number => value;

const BY_UNIT: Readonly<Record<string, Scale>> = {
  'log ms': { shown: 'ms', back: Math.exp },
  'asinh ms': { shown: 'ms', back: (value) => SIGNED_SCALE_MS * Math.sinh(value) },
  'asinh ratio': { shown: 'ms', back: (value) => SIGNED_SCALE_MS * Math.sinh(value) },
  // A spread of logarithms: by how much a value commonly is above or below.
  'log ratio': { shown: 'percent', back: Math.expm1 },
  share: { shown: 'percent', back: same },
  correlation: { shown: 'plain', back: same },
  'log count': { shown: 'count', back: Math.exp },
  'log keys/min': { shown: 'keysPerMinute', back: Math.exp },
  'log px': { shown: 'px', back: Math.exp },
  'log px/s': { shown: 'pxPerS', back: Math.exp },
  'log px/s²': { shown: 'pxPerS2', back: Math.exp },
  'log 1/s': { shown: 'perS', back: Math.exp },
  'log 1/s²': { shown: 'perS2', back: Math.exp },
  // Often 0, so it is learned as log(1 + angle).
  'log rad': { shown: 'degrees', back: (value) => degrees(Math.expm1(value)) },
  rad: { shown: 'degrees', back: degrees },
  'log rad/100 px': { shown: 'degreesPer100px', back: (value) => degrees(Math.exp(value)) },
};

/** Those that are not what their unit alone would say. */
const BY_NAME: Readonly<Record<string, Scale>> = {
  'peak to mean speed': { shown: 'times', back: Math.exp },
  jerk: { shown: 'plain', back: Math.exp },
  'sharp turns': { shown: 'count', back: Math.expm1 },
};

const UNKNOWN: Scale = { shown: 'plain', back: same };

export interface FeatureValue {
  readonly shown: Shown;
  readonly typical: number;
  /** About two of three windows lie between these. */
  readonly low: number;
  readonly high: number;
}

export const featureValue = (feature: {
  readonly name: string;
  readonly unit: string;
  readonly median: number;
  readonly spread: number;
}): FeatureValue => {
  const { name, unit, median, spread } = feature;
  const { shown, back } = BY_NAME[name] ?? BY_UNIT[unit] ?? UNKNOWN;
  const isNeverNegative = shown !== 'plain' && unit !== 'asinh ms' && unit !== 'rad';
  const low = back(median - spread);
  return { shown, typical: back(median), low: isNeverNegative ? Math.max(0, low) : low, high: back(median + spread) };
};
