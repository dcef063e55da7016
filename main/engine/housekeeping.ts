/** Keeps what the engine knows on disk, and no longer than the policy says. */
import type { Policy } from '../../contract/policy.ts';
import { MODALITIES } from '../../contract/verdict.ts';
import { FEATURE_VERSION } from '../../ml/features/catalogue.ts';
import type { BehaviourStore } from '../store/behaviour-store.ts';
import { applyRetention } from '../store/retention.ts';
import type { Behaviours, Learners } from './knowledge.ts';
import type { EngineEvent } from './port.ts';
import type { SessionRecord } from './session-record.ts';

export interface Housekeeping {
  /** Periodic work: writes what is buffered, saves what was learned, keeps to the retention. */
  tick(): void;
  /** Writes all that is known so far. */
  save(): void;
  /** Writes all there is of the session, which ends now. */
  endSession(): void;
}

export interface HousekeepingOptions {
  readonly store: BehaviourStore;
  readonly user: string;
  readonly learners: Learners;
  readonly behaviours: Behaviours;
  readonly session: SessionRecord;
  readonly policy: () => Policy;
  /** Whole seconds since 1970. */
  readonly seconds: () => number;
  readonly emit: (event: EngineEvent) => void;
}

const DAY_SECONDS = 86_400;
/** A killed agent loses at most what was learned in this time. */
const SAVE_SECONDS = 60;

export const createHousekeeping = (options: HousekeepingOptions): Housekeeping => {
  const { store, user, learners, behaviours, session, policy, seconds, emit } = options;
  let storeState: 'ok' | 'degraded' = 'ok';
  let housekeptOn = -1;
  let savedAt = seconds();

  const flush = (): void => {
    const unwritten = session.takeUnwritten();
    if (unwritten !== null) store.saveSession(unwritten);
    const { state, message } = store.flush();
    if (state !== storeState) emit({ type: 'store', state, message });
    storeState = state;
  };

  /** Once a day. */
  const forgetOld = (): void => {
    const today = Math.floor(seconds() / DAY_SECONDS);
    if (today === housekeptOn) return;
    housekeptOn = today;
    const { retention, enrolment } = policy();
    store.transaction((repositories) => applyRetention(repositories, retention, enrolment.maxWindows, seconds()));
  };

  const saveBehaviours = (): void => {
    for (const modality of MODALITIES) behaviours[modality].save();
  };

  const saveProgress = (): void => {
    store.transaction(({ profiles, users }) => {
      users.ensure(user);
      for (const modality of MODALITIES) {
        const { established, progress } = learners[modality].enrolment(policy(), 0);
        profiles.saveProgress({ userId: user, modality, established, progress, featureVersion: FEATURE_VERSION });
      }
    });
  };

  const save = (): void => {
    saveBehaviours();
    flush();
    saveProgress();
  };

  return {
    tick: () => {
      flush();
      forgetOld();
      if (seconds() - savedAt < SAVE_SECONDS) return;
      savedAt = seconds();
      saveBehaviours();
    },
    save,
    endSession: () => {
      session.end(seconds());
      save();
    },
  };
};
