/**
 * Who vouches for what is seen. Somebody proves who they are (the agent's start after a login, an unlock, a passed code):
 * this opens a stretch, which lasts until the workstation is left. Only what is seen in a stretch may be learned, and
 * only if trust never fell in it; a code passed afterwards vouches for the last of it all the same.
 *
 * The machine holds counts alone. Whoever uses it keeps one piece of behaviour for each modality, adds to it what was
 * seen before it tells of it, and then does with every piece what the answer says.
 */
import { assertNever } from '../../contract/result.ts';
import type { Modality } from '../../contract/verdict.ts';

/** What somebody proved who they are by; with 'nobody', trust starts afresh though no one did. */
export const VOUCHERS = ['start', 'unlock', 'code', 'nobody'] as const;
export type Voucher = (typeof VOUCHERS)[number];

/** `open`: vouched for, and never in doubt. `doubted`: trust fell in it. `none`: nobody vouches for what is seen. */
export type Stretch = 'none' | 'open' | 'doubted';

export interface Anchoring {
  readonly stretch: Stretch;
  /** When there was input last, or somebody proved who they are; ms of a clock that goes on while the machine sleeps. */
  readonly lastSeenMs: number;
  /** Actions in the piece of each modality. */
  readonly waiting: Readonly<Record<Modality, number>>;
}

export interface AnchoringRules {
  /** An absence longer than this ends a stretch, in ms. */
  readonly idleMs: number;
  /** Trust below which a stretch is doubted, 0–100. */
  readonly learnAbove: number;
  /** Actions at which a piece is full: it is learned if nothing speaks against it, or made room for newer ones. */
  readonly pieceActions: Readonly<Record<Modality, number>>;
}

export type AnchoringEvent =
  | { readonly type: 'proved'; readonly by: Voucher; readonly atMs: number }
  /** Any input; to be told before the windows that it completes. */
  | { readonly type: 'input'; readonly atMs: number }
  /** Time goes by. */
  | { readonly type: 'tick'; readonly atMs: number }
  /** A window with so many new actions, which are in the piece already, and trust after it: full while enrolling. */
  | { readonly type: 'seen'; readonly modality: Modality; readonly actions: number; readonly trust: number }
  /** Locked, paused, or the agent ends. */
  | { readonly type: 'left' }
  /** What the pieces were to be added to is gone: reset, or another version was put in force. */
  | { readonly type: 'forgotten'; readonly modality: Modality | 'all' };

/** What becomes of a piece. `learn-confirmed`: a code was passed for it. `discard`: its windows stay in quarantine. */
export type Fate = 'learn' | 'learn-confirmed' | 'wait' | 'discard';

export interface AnchoringStep {
  readonly state: Anchoring;
  readonly fates: Readonly<Record<Modality, Fate>>;
  /** Whether a sitting ended: what is seen from now on is another one. */
  readonly ended: boolean;
}

const NOTHING: Anchoring['waiting'] = { keyboard: 0, pointer: 0 };
const all = (fate: Fate): AnchoringStep['fates'] => ({ keyboard: fate, pointer: fate });

/** Nobody has vouched for anything yet. */
export const UNANCHORED: Anchoring = { stretch: 'none', lastSeenMs: 0, waiting: NOTHING };

const fateOf = (stretch: Stretch): Fate => (stretch === 'open' ? 'learn' : 'discard');

const end = ({ stretch, lastSeenMs }: Anchoring): AnchoringStep => ({
  state: { stretch: 'none', lastSeenMs, waiting: NOTHING },
  fates: all(fateOf(stretch)),
  ended: stretch !== 'none',
});

const prove = (state: Anchoring, by: Voucher, atMs: number): AnchoringStep => {
  if (by === 'nobody') return end(state);
  const opened: Anchoring = { stretch: 'open', lastSeenMs: atMs, waiting: NOTHING };
  if (by === 'code' && state.stretch !== 'none') {
    return { state: opened, fates: all('learn-confirmed'), ended: false };
  }
  return { ...end(state), state: opened };
};

const elapse = (state: Anchoring, atMs: number, { idleMs }: AnchoringRules): AnchoringStep =>
  state.stretch !== 'none' && atMs - state.lastSeenMs > idleMs
    ? end(state)
    : { state, fates: all('wait'), ended: false };

const see = (
  state: Anchoring,
  { modality, actions, trust }: Extract<AnchoringEvent, { readonly type: 'seen' }>,
  { learnAbove, pieceActions }: AnchoringRules,
): AnchoringStep => {
  const stretch = state.stretch === 'open' && !(trust >= learnAbove) ? 'doubted' : state.stretch;
  const waiting = state.waiting[modality] + actions;
  const isSettled = stretch === 'none' || waiting >= pieceActions[modality];
  return {
    state: { ...state, stretch, waiting: { ...state.waiting, [modality]: isSettled ? 0 : waiting } },
    fates: { ...all('wait'), [modality]: isSettled ? fateOf(stretch) : 'wait' },
    ended: false,
  };
};

const forget = ({ stretch, lastSeenMs, waiting }: Anchoring, which: Modality | 'all'): AnchoringStep => {
  // Without a profile there is nothing left that the stretch was doubted by.
  if (which === 'all') {
    const open = stretch === 'doubted' ? 'open' : stretch;
    return { state: { stretch: open, lastSeenMs, waiting: NOTHING }, fates: all('discard'), ended: true };
  }
  return {
    state: { stretch, lastSeenMs, waiting: { ...waiting, [which]: 0 } },
    fates: { ...all('wait'), [which]: 'discard' },
    ended: false,
  };
};

/** The state after an event, and what becomes of the pieces. The rules may differ from call to call. */
export const anchor = (state: Anchoring, event: AnchoringEvent, rules: AnchoringRules): AnchoringStep => {
  switch (event.type) {
    case 'proved':
      return prove(state, event.by, event.atMs);
    case 'tick':
      return elapse(state, event.atMs, rules);
    case 'input': {
      const step = elapse(state, event.atMs, rules);
      return { ...step, state: { ...step.state, lastSeenMs: event.atMs } };
    }
    case 'seen':
      return see(state, event, rules);
    case 'left':
      return end(state);
    case 'forgotten':
      return forget(state, event.modality);
    default:
      return assertNever(event);
  }
};
