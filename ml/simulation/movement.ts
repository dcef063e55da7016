/** One aimed movement of a simulated hand, sampled as a mouse reports it. */
import { normal, type Random } from '../random.ts';
import { tailed } from './draw.ts';
import { minimumJerk } from './minimum-jerk.ts';
import { POINTING_POPULATION, type PointerHand } from './pointer-hand.ts';

/** The simulated desk: everybody has the same screen, in pixels, and a mouse that reports at 125 Hz. */
export const SCREEN = { width: 1_920, height: 1_080 } as const;
const REPORT_MS = 8;

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A place to point at, `width` pixels across. */
export interface Target extends Point {
  readonly width: number;
}

/** One sub-movement: from its start in ms after the whole movement's, for so long, along this way. */
interface SubMovement {
  readonly startMs: number;
  readonly durationMs: number;
  readonly dx: number;
  readonly dy: number;
  /** Sideways bow, as a share of the way. */
  readonly bow: number;
}

const SHORTEST_MOVEMENT_MS = 90;
const LONGEST_MOVEMENT_MS = 5_000;
/** Share of the remaining way that a corrective sub-movement covers before the last one, and its spread. */
const CORRECTION_REACH = 0.85;
const CORRECTION_SPREAD = 0.15;
/** Endpoints spread this much less across the way than along it. */
const ACROSS_RATIO = 0.5;

/** How long a movement over this many pixels to a target of this width takes, in ms; `pace` is the day's log factor. */
const drawDuration = (hand: PointerHand, distance: number, width: number, pace: number, random: Random): number => {
  const difficulty = Math.log2(distance / width + 1);
  const typical = hand.fittsInterceptMs + hand.fittsSlopeMs * difficulty;
  const drawn = typical * Math.exp(pace + POINTING_POPULATION.durationResidual * tailed(random));
  return Math.min(LONGEST_MOVEMENT_MS, Math.max(SHORTEST_MOVEMENT_MS, drawn));
};

/** Number of corrections: a Poisson variate (Knuth's product of uniforms). */
const drawCorrections = (mean: number, random: Random): number => {
  const limit = Math.exp(-mean);
  let corrections = 0;
  for (let product = random(); product > limit; product *= random()) corrections++;
  return corrections;
};

const planMovement = (
  hand: PointerHand,
  from: Point,
  to: Target,
  pace: number,
  random: Random,
): readonly SubMovement[] => {
  const corrections = drawCorrections(hand.corrections, random);
  const distance = Math.hypot(to.x - from.x, to.y - from.y);
  const totalMs = drawDuration(hand, distance, to.width, pace, random);
  const primaryMs = corrections === 0 ? totalMs : totalMs * hand.primaryTimeShare;
  const plan: SubMovement[] = [];
  let { x, y } = from;
  let startMs = 0;
  for (let i = 0; i <= corrections; i++) {
    const restX = to.x - x;
    const restY = to.y - y;
    const last = i === corrections;
    const first = i === 0;
    const reach = first ? hand.reach : CORRECTION_REACH;
    const spread = first ? hand.endpointSpread : CORRECTION_SPREAD;
    const along = last ? 1 : reach + spread * normal(random);
    const across = last ? 0 : spread * ACROSS_RATIO * normal(random);
    // The last one ends inside the target: two thirds of its endpoints within the middle half.
    const dx = restX * along - restY * across + (last ? (to.width / 4) * normal(random) : 0);
    const dy = restY * along + restX * across + (last ? (to.width / 4) * normal(random) : 0);
    const durationMs = first ? primaryMs : (totalMs - primaryMs) / corrections;
    const bow = first ? hand.bow + POINTING_POPULATION.bowResidual * normal(random) : 0;
    plan.push({ startMs, durationMs, dx, dy, bow });
    x += dx;
    y += dy;
    startMs += durationMs;
  }
  return plan;
};

const clamp = (value: number, size: number): number => Math.min(size - 1, Math.max(0, Math.round(value)));

/**
 * Moves from one point to a target: calls `report` at each change of the pixel under the pointer, in time order.
 * @param pace the day's log factor of durations.
 * @returns where and when (ms) the pointer comes to rest.
 */
export const moveTo = (
  hand: PointerHand,
  from: Point,
  to: Target,
  startMs: number,
  pace: number,
  random: Random,
  report: (timeMs: number, x: number, y: number) => void,
): Point & { readonly timeMs: number } => {
  const plan = planMovement(hand, from, to, pace, random);
  const phase = 2 * Math.PI * random();
  const tremorRate = (2 * Math.PI * hand.tremorHz) / 1_000;
  const last = plan.at(-1) as SubMovement;
  const totalMs = last.startMs + last.durationMs;
  let { x: baseX, y: baseY } = from;
  let x = from.x;
  let y = from.y;
  let step = 0;
  let sub = plan[0] as SubMovement;
  for (let t = REPORT_MS; t < totalMs + REPORT_MS; t += REPORT_MS) {
    const at = Math.min(t, totalMs);
    while (step + 1 < plan.length && at >= sub.startMs + sub.durationMs) {
      baseX += sub.dx;
      baseY += sub.dy;
      sub = plan[++step] as SubMovement;
    }
    const way = minimumJerk(Math.min(1, (at - sub.startMs) / sub.durationMs));
    const side = sub.bow * 4 * way * (1 - way);
    const tremor = hand.tremorPx * Math.sin(phase + tremorRate * at);
    const nowX = clamp(baseX + sub.dx * way - sub.dy * side + tremor, SCREEN.width);
    const nowY = clamp(baseY + sub.dy * way + sub.dx * side + tremor, SCREEN.height);
    if (nowX === x && nowY === y) continue;
    x = nowX;
    y = nowY;
    report(startMs + at, x, y);
  }
  return { x, y, timeMs: startMs + totalMs };
};
