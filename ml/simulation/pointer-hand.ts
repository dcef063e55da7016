/**
 * A simulated hand on a mouse: what stays the same in one person's pointing from day to day.
 *
 * Model: a movement takes the time that Fitts' law gives (Fitts 1954, in the form of MacKenzie 1992: a + b·log2(D/W + 1)),
 * times personal and day factors; it consists of a primary sub-movement that ends near the target and corrective ones
 * (Meyer et al. 1988), each with a minimum-jerk profile; the primary one is bowed to one side; physiological tremor of
 * 8–12 Hz is added. Pauses, clicks, wheel steps have log-normal times.
 *
 * The constants are aggregates of `sapimouse` (60 people, Antal, Fejér and Buza) for movement and clicks, and of
 * `balabit-mouse` (5 people, Fülöp et al. 2016) for wheel and pauses; log values in ln ms. Marked "assumed" where
 * nothing was measured. Approximations: sub-movements follow one another without overlap, effects are independent,
 * and one screen and one target-size distribution serves everybody, since those are the desk's and not the hand's.
 */
import { createRandom, normal } from '../random.ts';

/** "Between" are standard deviations of logarithms between people unless a unit is given. */
export const POINTING_POPULATION = {
  /** From a linearised fit of log duration on difficulty: 0.177 a bit at 4 bits, 602 ms there. */
  fittsInterceptMs: 178,
  fittsSlopeMs: 106,
  durationBetweenPeople: 0.14,
  slopeBetweenPeople: 0.18,
  durationBetweenDays: 0.1,
  durationResidual: 0.33,
  /** Share of the distance that the primary sub-movement covers, and its spread between people: assumed. */
  reach: 0.95,
  reachBetweenPeople: 0.025,
  /** Corrective sub-movements, mean. */
  corrections: 2,
  correctionsBetweenPeople: 0.3,
  /** Share of the time that the primary sub-movement takes; set so that peak speed falls at 0.3 of the movement. */
  primaryTimeShare: 0.48,
  primaryTimeShareBetweenPeople: 0.07,
  /** Sideways bow as a share of the distance; its sign is the person's. */
  bowBetweenPeople: 0.05,
  bowResidual: 0.07,
  /** Amplitude of tremor, in pixels: assumed. */
  tremorPx: 0.5,
  clickHoldMs: 80,
  clickHoldBetweenPeople: 0.29,
  clickHoldBetweenDays: 0.066,
  clickHoldResidual: 0.34,
  /** From standing still to the press. */
  clickDelayMs: 80,
  clickDelayBetweenPeople: 0.5,
  clickDelayResidual: 0.9,
  doubleClickGapMs: 100,
  doubleClickGapBetweenPeople: 0.3,
  doubleClickGapResidual: 0.35,
  wheelIntervalMs: 40,
  wheelIntervalBetweenPeople: 0.3,
  wheelIntervalResidual: 0.8,
  wheelSteps: 8,
  wheelStepsBetweenPeople: 0.4,
  wheelUpShare: 0.4,
  /** From the end of one action to the start of the next. */
  pauseMs: 600,
  pauseBetweenPeople: 0.25,
  pauseResidual: 0.8,
  /** Habits as medians of shares of actions, and their spread between people: assumed. */
  hoverShare: 0.3,
  dragShare: 0.05,
  doubleClickShare: 0.08,
  rightClickShare: 0.06,
  wheelShare: 0.15,
  habitBetweenPeople: 0.3,
} as const;

export interface PointerHand {
  readonly fittsInterceptMs: number;
  readonly fittsSlopeMs: number;
  /** Share of the way that the primary sub-movement means to cover, and the spread of where it ends. */
  readonly reach: number;
  readonly endpointSpread: number;
  /** Mean number of corrective sub-movements. */
  readonly corrections: number;
  /** Share of a movement's time that the primary sub-movement takes. */
  readonly primaryTimeShare: number;
  /** Mean sideways bow, as a share of the distance; positive to the right of the direction of movement on screen. */
  readonly bow: number;
  readonly tremorPx: number;
  readonly tremorHz: number;
  readonly clickHoldMs: number;
  readonly clickDelayMs: number;
  readonly doubleClickGapMs: number;
  readonly wheelIntervalMs: number;
  readonly wheelSteps: number;
  readonly pauseMs: number;
  readonly hoverShare: number;
  readonly dragShare: number;
  readonly doubleClickShare: number;
  readonly rightClickShare: number;
  readonly wheelShare: number;
}

/** Draws a hand. The same seed gives the same hand. */
export const createPointerHand = (seed: number): PointerHand => {
  const random = createRandom(seed);
  const vary = (median: number, spread: number): number => median * Math.exp(spread * normal(random));
  const p = POINTING_POPULATION;
  const pace = vary(1, p.durationBetweenPeople);
  return {
    fittsInterceptMs: p.fittsInterceptMs * pace,
    fittsSlopeMs: vary(p.fittsSlopeMs * pace, p.slopeBetweenPeople),
    reach: p.reach + p.reachBetweenPeople * normal(random),
    endpointSpread: vary(0.06, 0.3),
    corrections: vary(p.corrections, p.correctionsBetweenPeople),
    primaryTimeShare: Math.min(
      0.8,
      Math.max(0.3, p.primaryTimeShare + p.primaryTimeShareBetweenPeople * normal(random)),
    ),
    bow: p.bowBetweenPeople * normal(random),
    tremorPx: vary(p.tremorPx, 0.3),
    tremorHz: 8 + 4 * random(),
    clickHoldMs: vary(p.clickHoldMs, p.clickHoldBetweenPeople),
    clickDelayMs: vary(p.clickDelayMs, p.clickDelayBetweenPeople),
    doubleClickGapMs: vary(p.doubleClickGapMs, p.doubleClickGapBetweenPeople),
    wheelIntervalMs: vary(p.wheelIntervalMs, p.wheelIntervalBetweenPeople),
    wheelSteps: vary(p.wheelSteps, p.wheelStepsBetweenPeople),
    pauseMs: vary(p.pauseMs, p.pauseBetweenPeople),
    hoverShare: vary(p.hoverShare, p.habitBetweenPeople),
    dragShare: vary(p.dragShare, p.habitBetweenPeople),
    doubleClickShare: vary(p.doubleClickShare, p.habitBetweenPeople),
    rightClickShare: vary(p.rightClickShare, p.habitBetweenPeople),
    wheelShare: vary(p.wheelShare, p.habitBetweenPeople),
  };
};
