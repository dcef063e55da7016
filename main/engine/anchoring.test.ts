import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MODALITIES, type Modality } from '../../contract/verdict.ts';
import {
  UNANCHORED,
  VOUCHERS,
  anchor,
  type Anchoring,
  type AnchoringEvent,
  type AnchoringRules,
  type Stretch,
} from './anchoring.ts';

const RULES: AnchoringRules = { idleMs: 1_000, learnAbove: 90, pieceActions: { keyboard: 50, pointer: 20 } };
const NOW = 10_000;

const at = (stretch: Stretch): Anchoring => ({
  stretch,
  lastSeenMs: NOW,
  waiting: stretch === 'none' ? { keyboard: 0, pointer: 0 } : { keyboard: 30, pointer: 10 },
});

const EVENTS = {
  start: { type: 'proved', by: 'start', atMs: NOW + 5 },
  unlock: { type: 'proved', by: 'unlock', atMs: NOW + 5 },
  code: { type: 'proved', by: 'code', atMs: NOW + 5 },
  nobody: { type: 'proved', by: 'nobody', atMs: NOW + 5 },
  'input in time': { type: 'input', atMs: NOW + 1_000 },
  'input too late': { type: 'input', atMs: NOW + 1_001 },
  'input before the clock was set back': { type: 'input', atMs: NOW - 5_000 },
  'tick in time': { type: 'tick', atMs: NOW + 1_000 },
  'tick too late': { type: 'tick', atMs: NOW + 1_001 },
  'seen at 90': { type: 'seen', modality: 'keyboard', actions: 19, trust: 90 },
  'seen at 90, piece full': { type: 'seen', modality: 'keyboard', actions: 20, trust: 90 },
  'seen at 89': { type: 'seen', modality: 'keyboard', actions: 19, trust: 89.9 },
  'seen at 89, piece full': { type: 'seen', modality: 'keyboard', actions: 20, trust: 89.9 },
  'seen at no number': { type: 'seen', modality: 'keyboard', actions: 19, trust: Number.NaN },
  'pointing seen, piece full': { type: 'seen', modality: 'pointer', actions: 10, trust: 100 },
  left: { type: 'left' },
  'keyboard forgotten': { type: 'forgotten', modality: 'keyboard' },
  'all forgotten': { type: 'forgotten', modality: 'all' },
} as const satisfies Record<string, AnchoringEvent>;
type EventName = keyof typeof EVENTS;

/** Stretch, waiting keystrokes and pointer actions, fate of each piece, and whether a sitting ended. */
type Outcome = string;
const outcomeOf = (stretch: Stretch, event: EventName): Outcome => {
  const { state, fates, ended } = anchor(at(stretch), EVENTS[event], RULES);
  const { keyboard, pointer } = state.waiting;
  return `${state.stretch} ${String(keyboard)}/${String(pointer)} ${fates.keyboard}/${fates.pointer}${ended ? ' end' : ''}`;
};

const TABLE: Record<EventName, Record<Stretch, Outcome>> = {
  start: {
    none: 'open 0/0 discard/discard',
    open: 'open 0/0 learn/learn end',
    doubted: 'open 0/0 discard/discard end',
  },
  unlock: {
    none: 'open 0/0 discard/discard',
    open: 'open 0/0 learn/learn end',
    doubted: 'open 0/0 discard/discard end',
  },
  code: {
    none: 'open 0/0 discard/discard',
    open: 'open 0/0 learn-confirmed/learn-confirmed',
    doubted: 'open 0/0 learn-confirmed/learn-confirmed',
  },
  nobody: {
    none: 'none 0/0 discard/discard',
    open: 'none 0/0 learn/learn end',
    doubted: 'none 0/0 discard/discard end',
  },
  'input in time': { none: 'none 0/0 wait/wait', open: 'open 30/10 wait/wait', doubted: 'doubted 30/10 wait/wait' },
  'input too late': {
    none: 'none 0/0 wait/wait',
    open: 'none 0/0 learn/learn end',
    doubted: 'none 0/0 discard/discard end',
  },
  'input before the clock was set back': {
    none: 'none 0/0 wait/wait',
    open: 'open 30/10 wait/wait',
    doubted: 'doubted 30/10 wait/wait',
  },
  'tick in time': { none: 'none 0/0 wait/wait', open: 'open 30/10 wait/wait', doubted: 'doubted 30/10 wait/wait' },
  'tick too late': {
    none: 'none 0/0 wait/wait',
    open: 'none 0/0 learn/learn end',
    doubted: 'none 0/0 discard/discard end',
  },
  'seen at 90': { none: 'none 0/0 discard/wait', open: 'open 49/10 wait/wait', doubted: 'doubted 49/10 wait/wait' },
  'seen at 90, piece full': {
    none: 'none 0/0 discard/wait',
    open: 'open 0/10 learn/wait',
    doubted: 'doubted 0/10 discard/wait',
  },
  'seen at 89': { none: 'none 0/0 discard/wait', open: 'doubted 49/10 wait/wait', doubted: 'doubted 49/10 wait/wait' },
  'seen at 89, piece full': {
    none: 'none 0/0 discard/wait',
    open: 'doubted 0/10 discard/wait',
    doubted: 'doubted 0/10 discard/wait',
  },
  'seen at no number': {
    none: 'none 0/0 discard/wait',
    open: 'doubted 49/10 wait/wait',
    doubted: 'doubted 49/10 wait/wait',
  },
  'pointing seen, piece full': {
    none: 'none 0/0 wait/discard',
    open: 'open 30/0 wait/learn',
    doubted: 'doubted 30/0 wait/discard',
  },
  left: {
    none: 'none 0/0 discard/discard',
    open: 'none 0/0 learn/learn end',
    doubted: 'none 0/0 discard/discard end',
  },
  'keyboard forgotten': {
    none: 'none 0/0 discard/wait',
    open: 'open 0/10 discard/wait',
    doubted: 'doubted 0/10 discard/wait',
  },
  'all forgotten': {
    none: 'none 0/0 discard/discard end',
    open: 'open 0/0 discard/discard end',
    doubted: 'open 0/0 discard/discard end',
  },
};

describe('anchoring', () => {
  it.each(
    Object.entries(TABLE).flatMap(([event, row]) =>
      Object.entries(row).map(([stretch, outcome]) => ({ event, stretch, outcome })),
    ),
  )('$stretch, $event → $outcome', ({ event, stretch, outcome }) => {
    expect(outcomeOf(stretch as Stretch, event as EventName)).toBe(outcome);
  });

  it('notes when there was input, which a tick is not', () => {
    const after = (event: EventName): number => anchor(at('open'), EVENTS[event], RULES).state.lastSeenMs;
    expect(after('input in time')).toBe(NOW + 1_000);
    expect(after('input before the clock was set back')).toBe(NOW - 5_000);
    expect(after('tick in time')).toBe(NOW);
    expect(after('unlock')).toBe(NOW + 5);
    expect(after('seen at 90')).toBe(NOW);
  });
});

/** A window, with what a witness knows of it. */
interface Witnessed {
  readonly trust: number;
  readonly actions: number;
  /** Somebody had proved who they are, and the workstation was not left since. */
  readonly vouchedFor: boolean;
}

/** What was learned at once: its windows, all trust values of its stretch up to then, and whether by a code. */
interface Lesson {
  readonly windows: readonly Witnessed[];
  readonly trustInStretch: readonly number[];
  readonly byCode: boolean;
}

type Happening =
  | { readonly type: 'proved'; readonly by: (typeof VOUCHERS)[number] }
  | { readonly type: 'absence'; readonly ms: number }
  | { readonly type: 'seen'; readonly modality: Modality; readonly actions: number; readonly trust: number }
  | { readonly type: 'left' };

/** Plays what happens as the engine would, beside a witness who keeps the whole history and knows nothing of states. */
const play = (happenings: readonly Happening[]): { readonly lessons: readonly Lesson[]; readonly most: number } => {
  let state = UNANCHORED;
  let nowMs = NOW;
  let lastMs = NOW;
  let vouchedFor = false;
  let trustInStretch: number[] = [];
  let most = 0;
  const lessons: Lesson[] = [];
  const pieces: Record<Modality, Witnessed[]> = { keyboard: [], pointer: [] };

  const tell = (event: AnchoringEvent): void => {
    const step = anchor(state, event, RULES);
    ({ state } = step);
    for (const modality of MODALITIES) {
      const fate = step.fates[modality];
      const windows = pieces[modality];
      if (fate === 'wait') {
        const waiting = windows.reduce((sum, { actions }) => sum + actions, 0);
        expect(state.waiting[modality]).toBe(waiting);
        most = Math.max(most, waiting / RULES.pieceActions[modality]);
        continue;
      }
      if (fate !== 'discard' && windows.length > 0) {
        lessons.push({ windows, trustInStretch: [...trustInStretch], byCode: fate === 'learn-confirmed' });
      }
      pieces[modality] = [];
    }
  };

  for (const happening of happenings) {
    if (happening.type === 'absence') {
      nowMs += happening.ms;
      tell({ type: 'tick', atMs: nowMs });
      continue;
    }
    if (happening.type === 'proved') {
      tell({ ...happening, atMs: nowMs });
      vouchedFor = happening.by !== 'nobody';
      trustInStretch = [];
      lastMs = nowMs;
    } else if (happening.type === 'left') {
      tell(happening);
      vouchedFor = false;
    } else {
      tell({ type: 'input', atMs: nowMs });
      if (nowMs - lastMs > RULES.idleMs) vouchedFor = false;
      lastMs = nowMs;
      trustInStretch.push(happening.trust);
      pieces[happening.modality].push({ ...happening, vouchedFor });
      tell(happening);
    }
  }
  return { lessons, most };
};

const happening: fc.Arbitrary<Happening> = fc.oneof(
  { weight: 1, arbitrary: fc.record({ type: fc.constant('proved' as const), by: fc.constantFrom(...VOUCHERS) }) },
  {
    weight: 2,
    arbitrary: fc.record({ type: fc.constant('absence' as const), ms: fc.integer({ min: 0, max: 1_500 }) }),
  },
  {
    weight: 12,
    arbitrary: fc.record({
      type: fc.constant('seen' as const),
      modality: fc.constantFrom(...MODALITIES),
      actions: fc.integer({ min: 1, max: 12 }),
      trust: fc.oneof(
        { weight: 9, arbitrary: fc.constant(100) },
        { weight: 1, arbitrary: fc.integer({ min: 0, max: 100 }) },
      ),
    }),
  },
  { weight: 1, arbitrary: fc.constant({ type: 'left' as const }) },
);

describe('what is learned', () => {
  const history = fc.array(happening, { maxLength: 120 });

  it('was vouched for, and comes from a stretch in which trust never fell unless a code was passed', () => {
    fc.assert(
      fc.property(history, (happenings) => {
        for (const { windows, trustInStretch, byCode } of play(happenings).lessons) {
          expect(windows.every(({ vouchedFor }) => vouchedFor)).toBe(true);
          if (!byCode) expect(Math.min(...trustInStretch)).toBeGreaterThanOrEqual(RULES.learnAbove);
        }
      }),
      { numRuns: 2_000 },
    );
  });

  it('never waits in more than a full piece', () => {
    fc.assert(
      fc.property(history, (happenings) => {
        expect(play(happenings).most).toBeLessThan(1);
      }),
    );
  });

  it('is learned at all: whole pieces of an undoubted stretch, and the rest at its end', () => {
    const typed: Happening = { type: 'seen', modality: 'keyboard', actions: 10, trust: 100 };
    const { lessons } = play([{ type: 'proved', by: 'unlock' }, ...Array<Happening>(12).fill(typed), { type: 'left' }]);
    expect(lessons.map(({ windows }) => windows.length)).toEqual([5, 5, 2]);
  });

  it('is, of a doubted stretch, at most the last piece before a code', () => {
    const typed = (trust: number, windows: number): Happening[] =>
      Array<Happening>(windows).fill({ type: 'seen', modality: 'keyboard', actions: 10, trust });
    const story = [{ type: 'proved', by: 'unlock' } as const, ...typed(100, 6), ...typed(40, 1), ...typed(100, 9)];
    const learned = (last: Happening): number[] => play([...story, last]).lessons.map(({ windows }) => windows.length);
    expect(learned({ type: 'left' })).toEqual([5]);
    expect(learned({ type: 'proved', by: 'unlock' })).toEqual([5]);
    expect(learned({ type: 'proved', by: 'code' })).toEqual([5, 1]);
  });
});
