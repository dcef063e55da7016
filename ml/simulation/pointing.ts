/** Pointing of a simulated hand as the events that a pointer hook would report. */
import { KIND, type KindNumber, type SourceEvent } from '../../contract/events.ts';
import { normal, type Random } from '../random.ts';
import { geometric, logNormal } from './draw.ts';
import { moveTo, type Point, SCREEN, type Target } from './movement.ts';
import { POINTING_POPULATION, type PointerHand } from './pointer-hand.ts';

export interface PointingOptions {
  /** Movements that end in a click or a pause (a drag counts of its own), and wheel bursts. */
  readonly actions: number;
  /** Time at which the first movement begins, in ms. */
  readonly startMs: number;
}

/** Points on from where the last call ended: appends events, and returns the time at which the hand rests, in ms. */
export type Pointing = (actions: number, startMs: number, events: SourceEvent[]) => number;

/** Distances in pixels, and widths of what is pointed at: the task, the same for everybody (assumed for an office). */
const DISTANCE_PX = 300;
const DISTANCE_SPREAD = 0.85;
const SHORTEST_DISTANCE_PX = 25;
const TARGET_PX = 40;
const TARGET_SPREAD = 0.6;
/** Tries to find a direction in which the target lies on the screen before it is put in the middle. */
const DIRECTION_TRIES = 12;
/** A movement that ends in no click is followed by at least this pause, so that it counts as ended. */
const HOVER_PAUSE_MS = 320;
const SHORTEST_HOLD_MS = 15;
const LEFT = 1;
const RIGHT = 2;

const drawTarget = (from: Point, random: Random): Target => {
  const width = logNormal(TARGET_PX, TARGET_SPREAD, random);
  const distance = SHORTEST_DISTANCE_PX + logNormal(DISTANCE_PX, DISTANCE_SPREAD, random);
  for (let attempt = 0; attempt < DIRECTION_TRIES; attempt++) {
    const angle = 2 * Math.PI * random();
    const x = from.x + distance * Math.cos(angle);
    const y = from.y + distance * Math.sin(angle);
    if (x >= 0 && x < SCREEN.width && y >= 0 && y < SCREEN.height) return { x, y, width };
  }
  return { x: SCREEN.width * (0.3 + 0.4 * random()), y: SCREEN.height * (0.3 + 0.4 * random()), width };
};

/** Begins a sitting: draws the day's effects, and gives a function that points on and on. */
export const openPointing = (hand: PointerHand, random: Random): Pointing => {
  const p = POINTING_POPULATION;
  const pace = p.durationBetweenDays * normal(random);
  const holdMs = hand.clickHoldMs * Math.exp(p.clickHoldBetweenDays * normal(random));
  let at: Point = { x: SCREEN.width / 2, y: SCREEN.height / 2 };

  return (actions, startMs, events) => {
    let now = startMs;
    const emit = (timeMs: number, kind: KindNumber, code: number): void => {
      now = timeMs;
      // Whole milliseconds, as the X server and recordings give them; rounding keeps the order.
      events.push({ timeMs: Math.round(timeMs), kind, code, x: at.x, y: at.y });
    };
    const move = (): void => {
      const { timeMs } = moveTo(hand, at, drawTarget(at, random), now, pace, random, (reportMs, x, y) => {
        at = { x, y };
        emit(reportMs, KIND.pointerMove, 0);
      });
      now = timeMs;
    };
    const press = (button: number, delayMs: number): void => emit(now + delayMs, KIND.buttonDown, button);
    const hold = (): number => Math.max(SHORTEST_HOLD_MS, logNormal(holdMs, p.clickHoldResidual, random));
    const delay = (): number => logNormal(hand.clickDelayMs, p.clickDelayResidual, random);

    const click = (button: number): void => {
      press(button, delay());
      emit(now + hold(), KIND.buttonUp, button);
    };
    const doubleClick = (): void => {
      click(LEFT);
      press(LEFT, logNormal(hand.doubleClickGapMs, p.doubleClickGapResidual, random));
      emit(now + hold(), KIND.buttonUp, LEFT);
    };
    const drag = (): void => {
      press(LEFT, delay());
      now += hold();
      move();
      emit(now + delay(), KIND.buttonUp, LEFT);
    };
    const scroll = (): void => {
      const direction = random() < p.wheelUpShare ? -1 : 1;
      const steps = geometric(hand.wheelSteps, random);
      for (let step = 0; step < steps; step++) {
        emit(now + logNormal(hand.wheelIntervalMs, p.wheelIntervalResidual, random), KIND.wheel, direction);
      }
    };

    for (let done = 0; done < actions; done++) {
      let leastPauseMs = 0;
      if (random() < hand.wheelShare) {
        scroll();
        leastPauseMs = HOVER_PAUSE_MS;
      } else {
        move();
        const habit = random();
        if (habit < hand.hoverShare) leastPauseMs = HOVER_PAUSE_MS;
        else if (habit < hand.hoverShare + hand.dragShare && done + 1 < actions) {
          drag();
          done++;
        } else if (random() < hand.doubleClickShare) doubleClick();
        else click(random() < hand.rightClickShare ? RIGHT : LEFT);
      }
      now += leastPauseMs + logNormal(hand.pauseMs, p.pauseResidual, random);
    }
    return now;
  };
};

/** One sitting of pointing, in time order, every button press with its release. `random` is the sitting. */
export const generatePointing = (hand: PointerHand, options: PointingOptions, random: Random): SourceEvent[] => {
  const events: SourceEvent[] = [];
  openPointing(hand, random)(options.actions, options.startMs, events);
  return events;
};
