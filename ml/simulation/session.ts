/** A simulated person at work: bouts of typing and of pointing by turns. */
import type { SourceEvent } from '../../contract/events.ts';
import type { Random } from '../random.ts';
import { logNormal } from './draw.ts';
import { createPointerHand, type PointerHand } from './pointer-hand.ts';
import { openPointing } from './pointing.ts';
import { createTypist, type Typist } from './typist.ts';
import { openTyping } from './typing.ts';

export interface Person {
  readonly typist: Typist;
  readonly hand: PointerHand;
}

export interface SessionOptions {
  /** Keys to press, and pointer actions to make, in all. */
  readonly keystrokes: number;
  readonly pointerActions: number;
  /** Time of the first action, in ms; 0 by default. */
  readonly startMs?: number;
}

/** Keystrokes of one bout: median and log spread (assumed). */
const BOUT_KEYSTROKES = 60;
const BOUT_SPREAD = 0.7;
/** Pointer actions of one bout where nothing is typed at all. */
const BOUT_ACTIONS = 8;
/** Moving the hand between keyboard and mouse (Card, Moran and Newell 1983: 0.4 s). */
const HOMING_MS = 400;
const HOMING_SPREAD = 0.25;
/** Reading and thinking between bouts (assumed). */
const READING_MS = 1_500;
const READING_SPREAD = 0.7;

/** Draws a person: how they type and how they point are independent of each other. The same seed, the same person. */
export const createPerson = (seed: number): Person => ({
  typist: createTypist(Math.imul(seed, 2)),
  hand: createPointerHand(Math.imul(seed, 2) + 1),
});

/**
 * One sitting, in time order: typing and pointing interleaved so that both are spread over the whole of it. Every
 * press has its release. `random` is the sitting: another generator gives another day of the same person.
 */
export const generateSession = (person: Person, options: SessionOptions, random: Random): SourceEvent[] => {
  const type = openTyping(person.typist, random);
  const point = openPointing(person.hand, random);
  const events: SourceEvent[] = [];
  let now = options.startMs ?? 0;
  let typed = 0;
  let pointed = 0;
  while (typed < options.keystrokes || pointed < options.pointerActions) {
    const keystrokes = Math.min(options.keystrokes - typed, Math.ceil(logNormal(BOUT_KEYSTROKES, BOUT_SPREAD, random)));
    if (keystrokes > 0) now = type(keystrokes, now, events) + logNormal(HOMING_MS, HOMING_SPREAD, random);
    typed += keystrokes;
    const share =
      options.keystrokes > 0 ? typed / options.keystrokes : (pointed + BOUT_ACTIONS) / options.pointerActions;
    const actions = Math.round(options.pointerActions * Math.min(1, share)) - pointed;
    if (actions > 0) now = point(actions, now, events) + logNormal(HOMING_MS, HOMING_SPREAD, random);
    pointed += actions;
    now += logNormal(READING_MS, READING_SPREAD, random);
  }
  return events;
};
