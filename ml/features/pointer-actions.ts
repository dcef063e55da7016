/** Turns pointer events into actions: a movement that ends in a pause or a click, or a burst of wheel steps. */
import { KIND } from '../../contract/events.ts';
import { createMovementMeter, SHORTEST_PX, type Measured } from './movement.ts';
import { createReportIntervals } from './pointer-interval.ts';
import { MEASURE as M, POINTER_MEASURES } from './pointer-measures.ts';
import { beginPath, createResampledPath, endPath, extendPath, isFull, MOST_POINTS } from './resampled-path.ts';
import { logMs } from './scales.ts';

/**
 * Without movement for so long, ms, a movement has ended: longer than the slowest sampling (125 ms) and than the
 * stops inside one aimed movement, shorter than the time most people take to decide on the next.
 */
const MOVEMENT_END_MS = 300;
/** Without a step for so long, ms, a wheel burst has ended: a finger takes less to reach back for the next turn. */
const WHEEL_END_MS = 500;
/** Two presses within this time, ms, are a double click (the default of desktop systems). */
const DOUBLE_CLICK_MS = 500;
/** Slower than this, ms, a click is a decision, not timing: its gap or hold is missing. */
const LONGEST_CLICK_MS = 2_000;
/** A pause between actions longer than this, ms, is an absence. */
const LONGEST_PAUSE_MS = 10_000;

/** A pause between letting a dragged thing, or a button, go and moving on, beyond which it is none of the same, ms. */
const LONGEST_RELEASE_MS = 3_000;

/** The way of an action, px a grid step; a wheel burst has none. */
export interface ActionSteps {
  readonly dx: Float32Array;
  readonly dy: Float32Array;
  readonly count: number;
  /** Median ms between pointer reports; NaN for a wheel burst. */
  readonly intervalMs: number;
}

/** Takes an action: its measures and steps (valid only during the call), its start in ms and whether its kinematics are known. */
export type ActionListener = (
  t: number,
  row: Float64Array,
  startMs: number,
  measured: boolean,
  steps: ActionSteps,
) => void;

/** Times in ms must not go back; positions in pixels. */
export interface PointerActions {
  move(t: number, x: number, y: number): void;
  /** `kind` is `KIND.buttonDown` or `KIND.buttonUp`. */
  button(t: number, kind: number, button: number, x: number, y: number): void;
  wheel(t: number): void;
  /** Forgets what has not become an action yet. */
  reset(): void;
}

const NO_BUTTON = -1;
const NO_STEPS: ActionSteps = {
  dx: new Float32Array(0),
  dy: new Float32Array(0),
  count: 0,
  intervalMs: Number.NaN,
};

/**
 * A movement that has ended waits for the click that may belong to it, and is handed on when the next action begins:
 * there are no timers, a pause is noticed at the next event.
 */
export const createPointerActions = (listen: ActionListener): PointerActions => {
  const path = createResampledPath();
  const meter = createMovementMeter();
  const row = new Float64Array(POINTER_MEASURES.length);
  const intervals = createReportIntervals();
  const steps = {
    dx: new Float32Array(MOST_POINTS),
    dy: new Float32Array(MOST_POINTS),
    count: 0,
    intervalMs: Number.NaN,
  };
  let moving = false;
  let waiting: Measured = 'none';
  let waitingStartMs = 0;
  let waitingEndMs = 0;
  /** End of the latest action, its click included. */
  let endMs = Number.NaN;
  let heldButton = NO_BUTTON;
  let pressMs = Number.NaN;
  let releaseMs = Number.NaN;
  let dragging = false;
  let wheelSteps = 0;
  let wheelStartMs = 0;
  let wheelLastMs = 0;
  let wheelLogSum = 0;

  const handOn = (t: number): void => {
    if (waiting === 'none') return;
    const measured = waiting === 'full';
    waiting = 'none';
    listen(t, row, waitingStartMs, measured, steps);
  };

  const startRow = (startMs: number): void => {
    row.fill(Number.NaN);
    const pause = startMs - endMs;
    if (pause >= 0 && pause <= LONGEST_PAUSE_MS) row[M.pauseBefore] = logMs(pause);
    row[M.drag] = 0;
    row[M.wheel] = 0;
  };

  const keepSteps = (): void => {
    steps.count = path.size - 1;
    for (let k = 0; k < steps.count; k += 1) {
      steps.dx[k] = (path.x[k + 1] ?? 0) - (path.x[k] ?? 0);
      steps.dy[k] = (path.y[k + 1] ?? 0) - (path.y[k] ?? 0);
    }
    steps.intervalMs = intervals.median();
  };

  const measureButton = (): void => {
    const sinceRelease = path.startMs - releaseMs;
    const sincePress = path.startMs - pressMs;
    if (heldButton === NO_BUTTON) {
      if (sinceRelease < LONGEST_RELEASE_MS) row[M.releaseGap] = logMs(sinceRelease);
      return;
    }
    dragging = true;
    row[M.drag] = 1;
    row[M.dragSpeed] = row[M.meanSpeed] ?? Number.NaN;
    if (sincePress < LONGEST_CLICK_MS) row[M.dragPressGap] = logMs(sincePress);
  };

  const endMovement = (t: number): void => {
    if (!moving) return;
    moving = false;
    endPath(path);
    if (path.travelled < SHORTEST_PX) return;
    handOn(t);
    startRow(path.startMs);
    waiting = meter.measure(path, row);
    if (waiting === 'none') return;
    keepSteps();
    waitingStartMs = path.startMs;
    waitingEndMs = path.lastMs;
    endMs = path.lastMs;
    measureButton();
  };

  const endWheel = (t: number): void => {
    if (wheelSteps === 0) return;
    handOn(t);
    startRow(wheelStartMs);
    row[M.wheel] = 1;
    row[M.wheelLength] = Math.log(wheelSteps);
    if (wheelSteps > 1) row[M.wheelInterval] = wheelLogSum / (wheelSteps - 1);
    wheelSteps = 0;
    endMs = wheelLastMs;
    listen(t, row, wheelStartMs, false, NO_STEPS);
  };

  const notice = (t: number): void => {
    if (moving && t - path.lastMs >= MOVEMENT_END_MS) endMovement(t);
    if (wheelSteps > 0 && t - wheelLastMs >= WHEEL_END_MS) endWheel(t);
  };

  const follow = (t: number, x: number, y: number): void => {
    if (moving && isFull(path)) endMovement(t);
    if (!moving) {
      moving = true;
      beginPath(path, t, x, y);
      intervals.clear();
      return;
    }
    intervals.add(t - path.lastMs);
    extendPath(path, t, x, y);
    if (path.travelled >= SHORTEST_PX) handOn(t);
  };

  const press = (t: number, button: number): void => {
    endMovement(t);
    endWheel(t);
    if (waiting !== 'none') {
      const isFirstClick = !(pressMs >= waitingStartMs);
      if (isFirstClick && t - endMs <= LONGEST_CLICK_MS) row[M.clickGap] = logMs(t - endMs);
      if (!isFirstClick && t - pressMs <= DOUBLE_CLICK_MS) row[M.doubleClickGap] = logMs(t - pressMs);
    }
    heldButton = button;
    pressMs = t;
    dragging = false;
  };

  const release = (t: number): void => {
    endMovement(t);
    heldButton = NO_BUTTON;
    endMs = t;
    releaseMs = t;
    const sinceMovement = t - waitingEndMs;
    if (dragging && waiting !== 'none' && sinceMovement < LONGEST_CLICK_MS)
      row[M.dragReleaseGap] = logMs(sinceMovement);
    const isClick = !dragging && t - pressMs <= LONGEST_CLICK_MS;
    if (isClick && waiting !== 'none' && Number.isNaN(row[M.clickHold])) row[M.clickHold] = logMs(t - pressMs);
  };

  return {
    move: (t, x, y) => {
      notice(t);
      follow(t, x, y);
    },
    button: (t, kind, button, x, y) => {
      notice(t);
      if (moving && (x !== path.lastX || y !== path.lastY)) follow(t, x, y);
      // A press while another button is held takes over, so that a lost release heals.
      if (kind === KIND.buttonDown) press(t, button);
      else if (button === heldButton) release(t);
    },
    wheel: (t) => {
      notice(t);
      if (wheelSteps === 0) {
        wheelStartMs = t;
        wheelLogSum = 0;
      } else wheelLogSum += logMs(t - wheelLastMs);
      wheelSteps += 1;
      wheelLastMs = t;
    },
    reset: () => {
      moving = false;
      waiting = 'none';
      endMs = Number.NaN;
      heldButton = NO_BUTTON;
      pressMs = Number.NaN;
      releaseMs = Number.NaN;
      wheelSteps = 0;
    },
  };
};
