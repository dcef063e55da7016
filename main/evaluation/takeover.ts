/** The user works on; then somebody else continues with trust as it stands: when would the agent ask, and when lock? */
import type { Policy } from '../../contract/policy.ts';
import type { Action, Modality } from '../../contract/verdict.ts';
import type { Judge } from '../engine/judge.ts';
import { trustLevel } from '../../ml/trust/trust-level.ts';
import { decide } from '../response/decision.ts';
import { toFeatureWindow } from './feature-window.ts';
import type { RecordedSession, RecordedWindow } from './recorded-session.ts';
import type { GenuineWork, Takeover } from './trials.ts';

/** Actions within which an impostor is to be caught. */
export const TAKEOVER_ACTIONS: Readonly<Record<Modality, number>> = { keyboard: 1_000, pointer: 200 };
/** Longest time, in ms, that counts for one action: a longer pause is no activity. */
const LONGEST_ACTION_MS = 5_000;

/** The workstation during a test: what was asked for so far, and trust. */
interface Watched {
  readonly judge: Judge;
  readonly isAsked: boolean;
}

/** Somebody else. */
export interface Impostor {
  /** Test sessions, in order. */
  readonly test: readonly RecordedSession[];
  /** What they go on with where the tests are too few to tell whether they are caught. */
  readonly more: readonly RecordedSession[];
}

export interface WatchOptions {
  readonly modality: Modality;
  readonly policy: Policy;
  /** Whether the baseline may be acted on. */
  readonly isReady: boolean;
  /** Every impostor takes over once, after one of the user's sessions, instead of after each of them. */
  readonly isOnceEach: boolean;
}

interface Step {
  readonly action: Action;
  readonly isAsked: boolean;
  readonly abstained: boolean;
}

const step = (
  { judge, isAsked }: Watched,
  session: RecordedSession,
  window: RecordedWindow,
  { policy, isReady }: WatchOptions,
): Step => {
  const { lockBelow, promptBelow } = policy;
  const { abstained } = judge.judge(toFeatureWindow(session, window), lockBelow);
  const trust = judge.trust(lockBelow);
  const { action } = decide({
    mode: 'enforce',
    ready: isReady,
    level: trustLevel(trust, policy),
    asked: isAsked,
    locked: false,
    paused: false,
  });
  const isSettled = trust >= promptBelow;
  return { action, isAsked: !isSettled && (isAsked || action === 'prompt'), abstained: abstained !== null };
};

const windowsOf = ({ windows }: RecordedSession, modality: Modality): readonly RecordedWindow[] =>
  windows.filter((window) => window.modality === modality);

/** Time of activity from one window's end to the next, in ms. */
const activityMs = (beforeMs: number, { endMs, fresh }: RecordedWindow): number =>
  Math.min(endMs - beforeMs, fresh * LONGEST_ACTION_MS);

interface Moment {
  /** Actions. */
  readonly after: number;
  readonly ms: number;
}

/** Judges an impostor's sessions, one after the other, until the lock or the limit of actions. */
const takeOver = (from: Watched, { test, more }: Impostor, options: WatchOptions): Takeover => {
  const limit = TAKEOVER_ACTIONS[options.modality];
  const { judge } = from;
  let { isAsked } = from;
  let actions = 0;
  let activeMs = 0;
  // Whom the user left with a question open need not be asked again.
  let prompt: Moment | null = isAsked ? { after: 0, ms: 0 } : null;
  for (const session of [...test, ...more]) {
    let beforeMs = 0;
    for (const window of windowsOf(session, options.modality)) {
      if (actions + window.fresh > limit) {
        return outcome(limit, false, prompt, null);
      }
      actions += window.fresh;
      activeMs += activityMs(beforeMs, window);
      beforeMs = window.endMs;
      const taken = step({ judge, isAsked }, session, window, options);
      ({ isAsked } = taken);
      const now = { after: actions, ms: activeMs };
      if (taken.action === 'prompt') prompt ??= now;
      if (taken.action === 'lock') return outcome(actions, false, prompt, now);
    }
  }
  return outcome(actions, actions < limit, prompt, null);
};

const outcome = (actions: number, isShort: boolean, prompt: Moment | null, lock: Moment | null): Takeover => ({
  actions,
  isShort,
  promptAfter: prompt?.after ?? null,
  promptAfterSeconds: prompt === null ? null : prompt.ms / 1000,
  lockAfter: lock?.after ?? null,
  lockAfterSeconds: lock === null ? null : lock.ms / 1000,
});

/**
 * The user's sessions one after the other, trust carried on; after a wrong lock they unlock. At the end of each the
 * impostors take over from there.
 *
 * @param judge in full trust; it is used up.
 */
export const watchTakeovers = (
  judge: Judge,
  own: readonly RecordedSession[],
  impostors: readonly Impostor[],
  options: WatchOptions,
): { readonly work: GenuineWork; readonly takeovers: readonly Takeover[] } => {
  const work = { actions: 0, windows: 0, abstained: 0, prompts: 0, locks: 0 };
  const takeovers: Takeover[] = [];
  let isAsked = false;
  own.forEach((session, day) => {
    // Another day: what the hands did before does not lead up to it.
    judge.interrupt();
    for (const window of windowsOf(session, options.modality)) {
      const taken = step({ judge, isAsked }, session, window, options);
      ({ isAsked } = taken);
      work.actions += window.fresh;
      work.windows += 1;
      if (taken.abstained) work.abstained += 1;
      if (taken.action === 'prompt') work.prompts += 1;
      if (taken.action !== 'lock') continue;
      work.locks += 1;
      judge.anchor();
      isAsked = false;
    }
    const today = options.isOnceEach ? impostors.filter((_, i) => i % own.length === day) : impostors;
    for (const impostor of today) takeovers.push(takeOver({ judge: judge.fork(), isAsked }, impostor, options));
  });
  return { work, takeovers };
};
