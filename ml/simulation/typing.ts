/** Typing of a simulated typist as the events that a keyboard hook would report. */
import { KIND, type SourceEvent } from '../../contract/events.ts';
import { normal, type Random } from '../random.ts';
import { geometric, logNormal, tailed } from './draw.ts';
import { createText } from './english.ts';
import { KEY, KEY_CODES, KEY_COUNT } from './keys.ts';
import { TYPING_POPULATION, type Typist } from './typist.ts';

export interface TypingOptions {
  /** Number of keys to press, corrections and shift included. */
  readonly keystrokes: number;
  /** Time of the first press, in ms. */
  readonly startMs: number;
}

/** Types on from where the last call ended: appends events, and returns the time of the last of them, in ms. */
export type Typing = (keystrokes: number, startMs: number, events: SourceEvent[]) => number;

/** Keys typed before they are noticed to be wrong and taken back (measured: runs of 1.96 corrections). */
const MEAN_WRONG_KEYS = 1.96;
/** Thinking pauses: median and log spread (measured over 1 s: median 1.6 s, 90 % below 4.3 s). */
const PAUSE_MS = 1_200;
const PAUSE_SPREAD = 0.7;
/** Slow wander of tempo: correlation from key to key, and log spread (assumed). */
const TEMPO_MEMORY = 0.99;
const TEMPO_SPREAD = 0.05;
const NOTICE_SPREAD = 0.6;
const SHORTEST_INTERVAL_MS = 15;
const SHORTEST_DWELL_MS = 12;
const LONGEST_DWELL_MS = 1_500;

interface Release {
  readonly key: number;
  atMs: number;
}

/** What differs from one sitting to the next: log shifts of dwell and tempo. */
const drawDay = (random: Random): { readonly dwell: number; readonly interval: number } => ({
  dwell: TYPING_POPULATION.dwellBetweenDays * normal(random),
  interval: TYPING_POPULATION.intervalBetweenDays * normal(random),
});

/** Which key comes next: the text, of which now and then the last few keys are taken back again. */
const createKeys = (typist: Typist, random: Random): (() => number) => {
  const text = createText(random);
  const slipShare = typist.correctionShare / (1 - typist.correctionShare) / MEAN_WRONG_KEYS;
  let wrong = 0;
  let untilNoticed = 0;
  let back = 0;
  return () => {
    if (back > 0) {
      back--;
      return KEY.backspace;
    }
    if (untilNoticed > 0) {
      if (--untilNoticed === 0) back = wrong;
    } else if (random() < slipShare) {
      wrong = untilNoticed = geometric(MEAN_WRONG_KEYS, random);
    }
    return text();
  };
};

/** Begins a sitting: draws the day's effects, and gives a function that types on and on. */
export const openTyping = (typist: Typist, random: Random): Typing => {
  const day = drawDay(random);
  const nextKey = createKeys(typist, random);
  let typed = 0;
  let tempo = 0;
  let dwellResidual = 0;

  const intervalMs = (from: number, to: number): number => {
    if (to === KEY.backspace) {
      return from === KEY.backspace
        ? logNormal(typist.correctionIntervalMs, typist.dwellResidual, random)
        : logNormal(typist.noticeMs, NOTICE_SPREAD, random);
    }
    const pauseShare = from === KEY.space || from === KEY.enter ? typist.wordPauseShare : typist.inWordPauseShare;
    const pause = random() < pauseShare ? logNormal(PAUSE_MS, PAUSE_SPREAD, random) : 0;
    const shift = day.interval + tempo + (typist.driftPerThousand * typed) / 1_000;
    const log =
      (typist.intervalLog[from * KEY_COUNT + to] as number) + shift + typist.intervalResidual * tailed(random);
    return Math.max(SHORTEST_INTERVAL_MS, Math.exp(log)) + pause;
  };

  const dwellMs = (key: number): number => {
    const { dwellMemory: memory } = TYPING_POPULATION;
    dwellResidual = memory * dwellResidual + Math.sqrt(1 - memory * memory) * tailed(random);
    const log = (typist.dwellLog[key] as number) + day.dwell + typist.dwellResidual * dwellResidual;
    return Math.min(LONGEST_DWELL_MS, Math.max(SHORTEST_DWELL_MS, Math.exp(log)));
  };

  /** How long a key stays down when the next press comes after `interval` ms. */
  const heldMs = (key: number, next: number, interval: number): number => {
    if (key === KEY.shift) return interval + logNormal(typist.shiftOverlapMs, typist.dwellResidual, random);
    const dwell = dwellMs(key);
    const overlaps = dwell >= interval - 1;
    return overlaps && (key === next || random() >= typist.rollover) ? interval * (0.7 + 0.25 * random()) : dwell;
  };

  return (keystrokes, startMs, events) => {
    const held: Release[] = [];
    let lastMs = startMs;
    const emit = (atMs: number, kind: 0 | 1, key: number): void => {
      // Whole milliseconds, as the X server and recordings give them; rounding keeps the order.
      lastMs = Math.round(atMs);
      events.push({ timeMs: lastMs, kind, code: KEY_CODES[key] as number, x: 0, y: 0 });
    };
    const releaseUntil = (untilMs: number): void => {
      for (let first = held[0]; first !== undefined && first.atMs <= untilMs; first = held[0]) {
        held.shift();
        emit(first.atMs, KIND.keyUp, first.key);
      }
    };
    const hold = (key: number, untilMs: number): void => {
      let at = held.length;
      while (at > 0 && (held[at - 1] as Release).atMs > untilMs) at--;
      held.splice(at, 0, { key, atMs: untilMs });
    };

    let key = keystrokes > 0 ? nextKey() : -1;
    let pressMs = startMs;
    for (let i = 0; i < keystrokes; i++) {
      typed++;
      tempo = TEMPO_MEMORY * tempo + TEMPO_SPREAD * Math.sqrt(1 - TEMPO_MEMORY * TEMPO_MEMORY) * normal(random);
      // A key still held two presses later has to come up before it can go down again.
      for (const release of held) if (release.key === key) release.atMs = Math.min(release.atMs, pressMs - 1);
      held.sort((a, b) => a.atMs - b.atMs);
      releaseUntil(pressMs);
      emit(pressMs, KIND.keyDown, key);
      const next = i + 1 < keystrokes ? nextKey() : KEY.space;
      const interval = intervalMs(key, next);
      hold(key, pressMs + heldMs(key, next, interval));
      if (i + 1 < keystrokes) {
        key = next;
        pressMs += interval;
      }
    }
    releaseUntil(Infinity);
    return lastMs;
  };
};

/**
 * One sitting of typing, in time order, every press with its release. `random` is the sitting: another generator gives
 * other text and another day of the same typist.
 */
export const generateTyping = (typist: Typist, options: TypingOptions, random: Random): SourceEvent[] => {
  const events: SourceEvent[] = [];
  openTyping(typist, random)(options.keystrokes, options.startMs, events);
  return events;
};
