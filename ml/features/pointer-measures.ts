/**
 * What is measured of one pointer action; NaN where an action has no such thing (a wheel burst has no path). Lengths
 * are logs of pixels or shares of the movement's own length, and no position is kept, so the screen does not show.
 */
import { placesOf } from './feature.ts';

/**
 * Measures that the features of a window are made from. Turning, sharp turns, deviation and overshoot are often 0: they
 * are log(1 + value).
 */
export const WINDOW_MEASURES = [
  'path',
  'efficiency',
  'duration',
  'meanSpeed',
  'peakSpeed',
  'relativePeak',
  'peakToMean',
  'riseTime',
  'fallTime',
  'timeToPeak',
  'onset',
  'acceleration',
  'deceleration',
  'peakAcceleration',
  'jerk',
  'submovements',
  'turning',
  'netTurning',
  'curvature',
  'sharpTurns',
  'deviation',
  'launch',
  'overshoot',
  'backtrack',
  'approach',
  'stillness',
  'pauseBefore',
  'clickGap',
  'clickHold',
  'doubleClickGap',
  'drag',
  'dragSpeed',
  'wheel',
  'wheelLength',
  'wheelInterval',
] as const;
export type WindowMeasure = (typeof WINDOW_MEASURES)[number];

/** Places along a movement at which its speed is read, in eighths of its time. */
export const SPEED_PLACES = 8;
/** Places along a movement at which its distance from the straight line is read, in eighths of the way. */
export const OFFSET_PLACES = 7;

/**
 * Measures of a single movement beside those of windows. Signed ones are positive where the movement keeps to the right
 * of the straight line to its end, as seen on a screen whose y grows downwards.
 */
const SINGLE_MEASURES = [
  'distance',
  'directionCos',
  'directionSin',
  'doubleDirectionCos',
  'doubleDirectionSin',
  'accelerationToPeak',
  'decelerationToPeak',
  'peakAccelerationToPeak',
  'peakDecelerationToPeak',
  'startSpeed',
  'endSpeed',
  'firstStep',
  'horizontalPeak',
  'verticalPeak',
  'roughness',
  'velocityTurn',
  'lateralSpeed',
  'axisSteps',
  'straightSteps',
  'lastShare',
  'signedDeviation',
  'deviationPlace',
  'meanDeviation',
  'signedLaunch',
  'dragPressGap',
  'dragReleaseGap',
  'releaseGap',
  'speed1',
  'speed2',
  'speed3',
  'speed4',
  'speed5',
  'speed6',
  'speed7',
  'speed8',
  'offset1',
  'offset2',
  'offset3',
  'offset4',
  'offset5',
  'offset6',
  'offset7',
] as const;

export const POINTER_MEASURES = [...WINDOW_MEASURES, ...SINGLE_MEASURES] as const;
export type PointerMeasure = (typeof POINTER_MEASURES)[number];

/** Place of each measure in an action's row. */
export const MEASURE = placesOf(POINTER_MEASURES);
