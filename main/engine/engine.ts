/** From batches of events to verdicts: windows, evidence, trust, learning. Runs in a worker thread or, for replay, in process. */
import type { EventBatch } from '../../contract/events.ts';
import type { ProfileSummary, ProfileVersion } from '../../contract/ipc.ts';
import type { Policy } from '../../contract/policy.ts';
import { unwrap } from '../../contract/result.ts';
import { MODALITIES, type Action, type Modality, type TrustLevel, type Verdict } from '../../contract/verdict.ts';
import { FEATURE_VERSION } from '../../ml/features/catalogue.ts';
import { createExtractor } from '../../ml/features/extractor.ts';
import { MIN_EVIDENCE, freshActions, type FeatureWindow } from '../../ml/features/window.ts';
import { createPointingBehaviour } from '../../ml/models/pointing-behaviour.ts';
import { createTypingBehaviour } from '../../ml/models/typing-behaviour.ts';
import type { Population } from '../../ml/population/population.ts';
import type { ModelScores } from '../../ml/profile.ts';
import type { BehaviourStore } from '../store/behaviour-store.ts';
import { applyRetention } from '../store/retention.ts';
import type { Voucher } from './anchoring.ts';
import { createBehaviourLearner } from './behaviour-learner.ts';
import { byDecidingModel } from './by-deciding-model.ts';
import { NO_CRITERIA, countsOf, createJudge, type Criteria, type Judge, type Judgement } from './judge.ts';
import { createLearner, type Learner } from './learner.ts';
import { createLearning } from './learning.ts';
import type { EngineEvent, Enrolments } from './port.ts';
import { summariseProfile } from './profile-summary.ts';
import { createSessionRecord } from './session-record.ts';
import { createTrainer } from './trainer.ts';
import { createVersions } from './versions.ts';
import { WINDOWS } from './window-shape.ts';

export interface EngineOptions {
  readonly store: BehaviourStore;
  readonly policy: Policy;
  readonly user: string;
  readonly population: Population;
  readonly seed: number;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly newId: () => string;
  readonly emit: (event: EngineEvent) => void;
}

export interface Engine {
  push(batch: EventBatch): void;
  /** Takes a window that was extracted elsewhere; `push` does this for every window of its events. */
  take(window: FeatureWindow): void;
  /** The next events do not follow on from the last: a coverage gap. */
  gap(): void;
  /** While not attending, nothing is scored or learned. Attending again opens a new session. */
  attend(attending: boolean): void;
  /** Somebody proved who they are: trust starts afresh at 100. */
  anchor(voucher: Voucher): void;
  /** Notes in the session what was done about a verdict. */
  acted(action: Action): void;
  configure(policy: Policy): void;
  enrolment(): Enrolments;
  /** Keystrokes, pointer movements and wheel bursts so far. */
  readonly actions: number;
  readonly trust: number;
  /** The judge as it stands, on its own from here. */
  forkJudge(): Judge;
  /** What the engine judges by. */
  readonly criteria: Criteria;
  /** What the window models say of a window, in standard deviations of the user's own. */
  scoreWindow(modality: Modality, vector: Float32Array): ModelScores;
  /** Whether training waits or is under way. */
  readonly busy: boolean;
  /** Runs one step of training, which may take some tens of milliseconds; does nothing when not busy. */
  step(): void;
  /** Learns now whatever is new, by schedule or not. */
  trainNow(): void;
  /** Periodic work: writes what is buffered, saves the session, starts training that is due, keeps to the retention. */
  tick(): void;
  profile(): ProfileSummary;
  versions(): readonly ProfileVersion[];
  /** Puts an older version of a profile in force: the one given, or the one before. */
  rollback(modality: Modality, version: number | null): ProfileVersion;
  /** Forgets profiles and windows; returns the number of windows removed. */
  reset(modality: Modality | 'all'): number;
  close(): void;
}

const DAY_SECONDS = 86_400;
/** A profile of fewer actions is still taking shape: every training is what later learning is held to, not only the first. */
const YOUNG = { keyboard: 5_000, pointer: 1_500 } as const;
/** A killed agent loses at most what was learned in this time. */
const SAVE_SECONDS = 60;

export const createEngine = (options: EngineOptions): Engine => {
  const { store, user, emit, now, population, seed } = options;
  const seconds = (): number => Math.floor(now() / 1000);
  let policy = options.policy;
  const learnerOf = (modality: Modality): Learner =>
    createLearner({
      modality,
      user,
      store,
      typicalSpread: population.typicalSpread[modality],
      decision: population.decision[modality],
      isBehaviourKnown: () => behaviours[modality].model !== null,
      seed,
    });
  const learners = { keyboard: learnerOf('keyboard'), pointer: learnerOf('pointer') };
  const behaviours = {
    keyboard: createBehaviourLearner({
      user,
      modality: 'keyboard',
      store,
      behaviour: createTypingBehaviour(population.keyboard),
    }),
    pointer: createBehaviourLearner({
      user,
      modality: 'pointer',
      store,
      behaviour: createPointingBehaviour(population.pointer),
    }),
  };
  const judge = createJudge(NO_CRITERIA);
  const session = createSessionRecord(user, options.newId(), seconds());
  let attending = true;
  let storeState: 'ok' | 'degraded' = 'ok';
  let housekeptOn = -1;
  let savedAt = seconds();

  const enrolment = (): Enrolments => ({
    keyboard: learners.keyboard.enrolment(policy, learning.waiting('keyboard')),
    pointer: learners.pointer.enrolment(policy, learning.waiting('pointer')),
  });

  const criteria = (): Criteria => {
    const within = (modality: Modality): boolean => learners[modality].enrolment(policy, 0).withinBudget;
    const counts = countsOf({ keyboard: within('keyboard'), pointer: within('pointer') }, policy.enforceWhen);
    const common = (modality: Modality) => ({
      established: learners[modality].profile !== null,
      limit: learners[modality].limit,
      counts: counts[modality],
    });
    return {
      keyboard: { model: behaviours.keyboard.model, ...common('keyboard') },
      pointer: { model: behaviours.pointer.model, ...common('pointer') },
    };
  };

  /** Whenever a model, a limit or the policy has changed. */
  const adoptCriteria = (): void => {
    judge.adopt(criteria());
  };

  const trust = (): number => judge.trust(policy.lockBelow);

  const level = (): TrustLevel => {
    if (MODALITIES.every((modality) => learners[modality].profile === null)) return 'learning';
    if (trust() < policy.lockBelow) return 'distrusted';
    return trust() < policy.promptBelow ? 'doubtful' : 'trusted';
  };

  const learning = createLearning({
    store,
    behaviours,
    policy: () => policy,
    /** Until there is a baseline that tells the user from others all is enrolment. */
    isEnrolling: (modality) => policy.mode === 'learn' || learners[modality].limit === null,
    isBaselineWaiting: (modality, windows) => learners[modality].isBaselineWaiting(policy, windows),
    onSittingEnded: () => {
      judge.interrupt();
    },
    onLearned: (modality, windows) => {
      learners[modality].stored(windows.length);
      for (const { vector, hour } of windows) store.aggregate(user, modality, vector, hour);
      adoptCriteria();
      emit({ type: 'enrolment', enrolment: enrolment() });
      if (learners[modality].due(policy, seconds())) trainer.start(modality);
    },
  });

  const trainer = createTrainer({
    learners,
    policy: () => policy,
    seconds,
    onTrained: (modality, trained) => {
      const first = learners[modality].profile === null;
      learners[modality].adopt(trained, behaviours[modality].snapshot());
      if (first || behaviours[modality].actions < YOUNG[modality]) behaviours[modality].vouch();
      behaviours[modality].save();
      adoptCriteria();
      const { windows, version } = trained.profile;
      emit({ type: 'trained', modality, windows, profileVersion: version, first });
      emit({ type: 'enrolment', enrolment: enrolment() });
    },
  });

  const keep = (window: FeatureWindow, { weighed }: Judgement): number => {
    const { modality, startMs, endMs, vector, actions } = window;
    const endedAt = seconds();
    const { hop } = WINDOWS[modality];
    return store.addWindow({
      userId: user,
      sessionId: session.id,
      modality,
      startedAt: endedAt - Math.round((endMs - startMs) / 1000),
      endedAt,
      featureVersion: FEATURE_VERSION,
      actions,
      vector,
      // Of a hop's length, whatever was new: the estimate of wrong locks draws hops.
      scores: weighed === null ? {} : { evidence: (weighed.llr / Math.max(1, freshActions(window))) * hop },
      state: 'quarantined',
    });
  };

  const report = (window: FeatureWindow, windowId: number | null, judgement: Judgement): void => {
    const { modality, endMs, vector } = window;
    const share = freshActions(window) / WINDOWS[modality].length;
    const verdict: Verdict = {
      t: endMs,
      modality,
      level: level(),
      trust: trust(),
      actions: extractor.actions,
      llr: judgement.llr,
      byModel: { ...learners[modality].score(vector), ...byDecidingModel(judgement, share) },
      evidence: [...judgement.evidence],
      abstained: judgement.abstained,
    };
    session.judged(seconds(), verdict.trust, verdict.llr);
    store.addVerdict({ ...verdict, windowId, sessionId: session.id, userId: user, at: seconds() });
    emit({ type: 'verdict', verdict });
  };

  const take = (window: FeatureWindow): void => {
    learning.input(now());
    const judgement = judge.judge(window, policy.lockBelow);
    const isUsable = window.evidence >= MIN_EVIDENCE;
    const id = isUsable ? keep(window, judgement) : null;
    report(window, id, judgement);
    if (id === null) return;
    learning.take(window, { id, hour: new Date(now()).getHours() }, trust());
    if (judgement.abstained === 'learning') emit({ type: 'enrolment', enrolment: enrolment() });
  };

  const extractor = createExtractor(WINDOWS, take);

  const versions = createVersions({ user, store, learners, behaviours });

  const flush = (): void => {
    const unwritten = session.takeUnwritten();
    if (unwritten !== null) store.saveSession(unwritten);
    const { state, message } = store.flush();
    if (state !== storeState) emit({ type: 'store', state, message });
    storeState = state;
  };

  /** Once a day: what the policy keeps no longer, and how far enrolment is. */
  const housekeep = (): void => {
    const today = Math.floor(seconds() / DAY_SECONDS);
    if (today === housekeptOn) return;
    housekeptOn = today;
    store.transaction((repositories) =>
      applyRetention(repositories, policy.retention, policy.enrolment.maxWindows, seconds()),
    );
  };

  const save = (): void => {
    for (const modality of MODALITIES) behaviours[modality].save();
  };

  const saveProgress = (): void => {
    store.transaction(({ profiles, users }) => {
      users.ensure(user);
      for (const modality of MODALITIES) {
        const { established, progress } = learners[modality].enrolment(policy, 0);
        profiles.saveProgress({ userId: user, modality, established, progress, featureVersion: FEATURE_VERSION });
      }
    });
  };

  const endSession = (): void => {
    learning.left();
    session.end(seconds());
    save();
    flush();
    saveProgress();
  };

  // Damaged, or of a program with another population: the user is enrolled again rather than judged by half a profile.
  for (const modality of MODALITIES) if (behaviours[modality].model === null) learners[modality].setAside();
  adoptCriteria();
  emit({ type: 'enrolment', enrolment: enrolment() });
  return {
    push: (batch) => {
      if (!attending) return;
      session.saw(batch);
      extractor.push(batch);
    },
    take,
    gap: () => {
      extractor.reset();
      judge.interrupt();
      session.gap();
    },
    attend: (next) => {
      if (next === attending) return;
      attending = next;
      if (next) session.begin(options.newId(), seconds());
      else {
        endSession();
        extractor.reset();
      }
    },
    anchor: (by) => {
      judge.anchor();
      learning.proved(by, now());
    },
    acted: session.acted,
    configure: (next) => {
      policy = next;
      adoptCriteria();
      emit({ type: 'enrolment', enrolment: enrolment() });
    },
    enrolment,
    get actions() {
      return extractor.actions;
    },
    get trust() {
      return trust();
    },
    forkJudge: () => judge.fork(),
    get criteria() {
      return criteria();
    },
    scoreWindow: (modality, vector) => learners[modality].score(vector),
    get busy() {
      return trainer.busy;
    },
    step: trainer.step,
    trainNow: () => {
      trainer.finish();
      for (const modality of MODALITIES) {
        trainer.start(modality);
        trainer.finish();
      }
    },
    tick: () => {
      learning.tick(now());
      flush();
      housekeep();
      if (seconds() - savedAt >= SAVE_SECONDS) {
        savedAt = seconds();
        save();
      }
      trainer.startDue();
    },
    profile: () => summariseProfile(user, learners, behaviours, policy, store),
    versions: versions.list,
    rollback: (modality, version) => {
      trainer.abandon();
      const active = versions.rollback(modality, version);
      learning.forgotten(modality);
      judge.anchor();
      adoptCriteria();
      emit({ type: 'enrolment', enrolment: enrolment() });
      return active;
    },
    reset: (which) => {
      trainer.abandon();
      const removed = unwrap(store.reset(user, which));
      for (const modality of MODALITIES) {
        if (which !== 'all' && which !== modality) continue;
        learners[modality].forget();
        behaviours[modality].forget();
      }
      learning.forgotten(which);
      extractor.reset();
      judge.anchor();
      adoptCriteria();
      emit({ type: 'enrolment', enrolment: enrolment() });
      return removed;
    },
    close: () => {
      endSession();
      store.close();
    },
  };
};
