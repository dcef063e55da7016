/** The digraph profile of the user: scores keystrokes first and learns them when no window holds them any more. */
import { absorb, createDigraphProfile, scoreDigraphs } from '../../ml/models/digraph-profile.ts';
import { decodeDigraphProfile, encodeDigraphProfile } from '../../ml/models/digraph-profile-codec.ts';
import type { KeystrokeColumns } from '../../ml/features/keystrokes.ts';
import type { Random } from '../../ml/random.ts';
import type { BehaviourStore } from '../store/behaviour-store.ts';

/** Timings that must meet a known key or pair before the score means something. */
const MIN_SHARED = 20;

export interface DigraphLearner {
  /** Mean tail area of the window's timings, 0–0.5; null when too few of its pairs are known. */
  score(keystrokes: KeystrokeColumns): number | null;
  learn(leaving: KeystrokeColumns): void;
  save(): void;
  forget(): void;
}

export const createDigraphLearner = (user: string, store: BehaviourStore, random: Random): DigraphLearner => {
  const stored = store.transaction(({ digraphs }) => digraphs.load(user));
  const decoded = stored.ok && stored.value !== null ? decodeDigraphProfile(stored.value) : null;
  let profile = decoded?.ok === true ? decoded.value : createDigraphProfile();
  let changed = false;

  return {
    score: (keystrokes) => {
      const { score, shared } = scoreDigraphs(profile, keystrokes);
      return shared < MIN_SHARED ? null : score;
    },
    learn: ({ count, slot, prevSlot, dwellMs, flightMs, downDownMs }) => {
      for (let i = 0; i < count; i += 1) {
        absorb(
          profile,
          slot[i] ?? 0,
          prevSlot[i] ?? 0,
          dwellMs[i] ?? NaN,
          flightMs[i] ?? NaN,
          downDownMs[i] ?? NaN,
          random,
        );
      }
      changed ||= count > 0;
    },
    save: () => {
      if (!changed) return;
      const body = encodeDigraphProfile(profile);
      changed = !store.transaction(({ digraphs, users }) => {
        users.ensure(user);
        digraphs.save(user, body);
      }).ok;
    },
    forget: () => {
      profile = createDigraphProfile();
      changed = false;
    },
  };
};
