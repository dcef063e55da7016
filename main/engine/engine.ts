/** From batches of events to verdicts: windows, scores, trust, learning. Runs in a worker thread or, for replay, in process. */
import { EVENT_KINDS, zeroCounts, type EventBatch } from '../../contract/events.ts';
import type { ProfileSummary } from '../../contract/ipc.ts';
import type { Policy } from '../../contract/policy.ts';
import { unwrap } from '../../contract/result.ts';
import { MODALITIES, type Action, type Modality, type TrustLevel, type Verdict } from '../../contract/verdict.ts';
import { FEATURE_VERSION } from '../../ml/features/catalogue.ts';
import { createExtractor } from '../../ml/features/extractor.ts';
import { MIN_EVIDENCE, type FeatureWindow } from '../../ml/features/window.ts';
import type { ModalityProfile } from '../../ml/profile.ts';
import { createRandom } from '../../ml/random.ts';
import { TRUST_MAX, trustOf, updateDoubt } from '../../ml/trust/sequential.ts';
import type { BehaviourStore } from '../store/behaviour-store.ts';
import { applyRetention } from '../store/retention.ts';
import type { Session } from '../store/sessions.ts';
import { createDigraphLearner } from './digraph-learner.ts';
import { createLearner, type DigraphScores, type Learner } from './learner.ts';
import type { Population } from './population.ts';
import type { EngineEvent, Enrolments } from './port.ts';
import { summariseProfile } from './profile-summary.ts';
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
  /** The next events do not follow on from the last: a coverage gap. */
  gap(): void;
  /** While not attending, nothing is scored or learned. Attending again opens a new session. */
  attend(attending: boolean): void;
  /** Trust starts afresh at 100. */
  anchor(): void;
  /** Notes in the session what was done about a verdict. */
  acted(action: Action): void;
  configure(policy: Policy): void;
  enrolment(): Enrolments;
  /** Keystrokes, pointer movements and wheel bursts so far. */
  readonly actions: number;
  readonly trust: number;
  /** Whether training waits or is under way. */
  readonly busy: boolean;
  /** Runs one step of training, which may take some tens of milliseconds; does nothing when not busy. */
  step(): void;
  /** Learns now whatever is new, by schedule or not. */
  trainNow(): void;
  /** Periodic work: writes what is buffered, saves the session, starts training that is due, keeps to the retention. */
  tick(): void;
  profile(): ProfileSummary;
  /** Forgets profiles and windows; returns the number of windows removed. */
  reset(modality: Modality | 'all'): number;
  close(): void;
}

const DAY_SECONDS = 86_400;
/** A killed agent loses at most what the digraph profile learned in this time. */
const SAVE_SECONDS = 60;

/** Actions of a window that no window before has judged. */
const freshActions = ({ newActions, actions }: FeatureWindow): number => Math.min(newActions, actions);

export const createEngine = (options: EngineOptions): Engine => {
  const { store, user, emit, now, population, seed } = options;
  const seconds = (): number => Math.floor(now() / 1000);
  let policy = options.policy;
  const learnerOf = (modality: Modality): Learner =>
    createLearner({ modality, user, store, population: population.calibration[modality], seed });
  const learners = { keyboard: learnerOf('keyboard'), pointer: learnerOf('pointer') };
  const digraphs = createDigraphLearner({
    user,
    store,
    random: createRandom(seed),
    population: population.digraphs,
    rule: population.calibration.keyboard.likelihood,
  });

  /** As a share of what locks, see `updateDoubt`. */
  let doubt = 0;
  let attending = true;
  let training: { readonly modality: Modality; readonly steps: Generator<void, ModalityProfile> } | null = null;
  let storeState: 'ok' | 'degraded' = 'ok';
  let housekeptOn = -1;
  let savedAt = seconds();
  /** Whether the session has anything to write that the database does not have. */
  let isSessionNew = true;

  const newSession = (): Session => ({
    id: options.newId(),
    userId: user,
    startedAt: seconds(),
    lastActivityAt: null,
    endedAt: null,
    counts: zeroCounts(),
    windows: 0,
    abstained: 0,
    prompts: 0,
    locks: 0,
    risk: 0,
    anomalies: 0,
    coverageGaps: 0,
  });
  let session = newSession();
  let counts = zeroCounts();

  const enrolment = (): Enrolments => ({
    keyboard: learners.keyboard.enrolment(policy),
    pointer: learners.pointer.enrolment(policy),
  });

  const trust = (): number => trustOf(doubt, policy.lockBelow);

  const level = (): TrustLevel => {
    if (MODALITIES.every((modality) => learners[modality].profile === null)) return 'learning';
    const now = trust();
    if (now < policy.lockBelow) return 'distrusted';
    return now < policy.promptBelow ? 'doubtful' : 'trusted';
  };

  /** Until there is a baseline that tells the user from others all is enrolment; then only what was seen at high trust. */
  const mayLearn = (modality: Modality): boolean => {
    const limit = learners[modality].profile?.sequential ?? null;
    if (policy.mode === 'learn' || limit === null) return true;
    return trust() >= policy.enrolment.learnAbove;
  };

  const report = (
    window: FeatureWindow,
    windowId: number | null,
    judged: Pick<Verdict, 'llr' | 'byModel' | 'abstained'>,
  ): void => {
    const { modality, endMs } = window;
    const verdict: Verdict = {
      t: endMs,
      modality,
      level: level(),
      trust: trust(),
      actions: extractor.actions,
      ...judged,
    };
    session = {
      ...session,
      lastActivityAt: seconds(),
      windows: session.windows + 1,
      abstained: session.abstained + (judged.abstained === null ? 0 : 1),
      risk: Math.max(session.risk, 1 - trust() / TRUST_MAX),
      anomalies: session.anomalies + (judged.llr !== null && judged.llr < 0 ? 1 : 0),
    };
    store.addVerdict({ ...verdict, windowId, sessionId: session.id, userId: user, at: seconds() });
    emit({ type: 'verdict', verdict });
  };

  /** Stores a window, and learns from it what may be learned; returns its number. */
  const keep = (window: FeatureWindow, { digraph, evidence }: DigraphScores): number => {
    const { modality, startMs, endMs, vector } = window;
    const learned = mayLearn(modality);
    const endedAt = seconds();
    const perHop = evidence === null ? null : (evidence / freshActions(window)) * WINDOWS[modality].hop;
    const id = store.addWindow({
      userId: user,
      sessionId: session.id,
      modality,
      startedAt: endedAt - Math.round((endMs - startMs) / 1000),
      endedAt,
      featureVersion: FEATURE_VERSION,
      actions: window.actions,
      vector,
      scores: { ...(digraph === null ? {} : { digraph }), ...(perHop === null ? {} : { evidence: perHop }) },
      state: learned ? 'new' : 'quarantined',
    });
    if (learned) {
      learners[modality].stored();
      store.aggregate(user, modality, vector, new Date(now()).getHours());
      if (window.leaving !== null) digraphs.learn(window.leaving);
    }
    return id;
  };

  const scoreDigraphs = ({ keystrokes }: FeatureWindow, actions: number): DigraphScores =>
    keystrokes === null
      ? { digraph: null, evidence: null }
      : { digraph: digraphs.score(keystrokes), evidence: digraphs.evidence(keystrokes, actions) };

  const onWindow = (window: FeatureWindow): void => {
    if (window.evidence < MIN_EVIDENCE) {
      report(window, null, { llr: null, byModel: {}, abstained: 'too-little-evidence' });
      return;
    }
    const { modality, vector } = window;
    const learner = learners[modality];
    const actions = freshActions(window);
    const scores = scoreDigraphs(window, actions);
    const scored = learner.score(vector, actions, scores);
    const limit = learner.profile?.sequential ?? null;
    if (scored !== null && limit !== null) doubt = updateDoubt(doubt, scored.llr, actions, limit);
    const id = keep(window, scores);
    if (scored === null) report(window, id, { llr: null, byModel: {}, abstained: 'learning' });
    else if (limit === null) report(window, id, { ...scored, llr: null, abstained: 'too-little-evidence' });
    else report(window, id, { ...scored, abstained: null });
    if (scored === null) emit({ type: 'enrolment', enrolment: enrolment() });
    if (training === null && learner.due(policy, seconds())) start(modality);
  };

  const extractor = createExtractor({ keyboard: WINDOWS.keyboard, pointer: WINDOWS.pointer }, onWindow);

  const start = (modality: Modality): void => {
    if (modality === 'keyboard') digraphs.refit();
    const steps = learners[modality].train(policy, seconds(), digraphs.ofOthers());
    if (steps !== null) training = { modality, steps };
  };

  const step = (): void => {
    if (training === null) return;
    const { modality, steps } = training;
    const next = steps.next();
    if (next.done !== true) return;
    training = null;
    const learner = learners[modality];
    const first = learner.profile === null;
    learner.adopt(next.value);
    digraphs.save();
    emit({ type: 'trained', modality, windows: next.value.windows, profileVersion: next.value.version, first });
    emit({ type: 'enrolment', enrolment: enrolment() });
  };

  const isTraining = (): boolean => training !== null;

  const finishTraining = (): void => {
    while (isTraining()) step();
  };

  const flush = (): void => {
    if (isSessionNew) store.saveSession({ ...session, counts: { ...counts } });
    isSessionNew = false;
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

  const saveProgress = (): void => {
    store.transaction(({ profiles, users }) => {
      users.ensure(user);
      for (const modality of MODALITIES) {
        const { established, progress } = learners[modality].enrolment(policy);
        profiles.saveProgress({ userId: user, modality, established, progress, featureVersion: FEATURE_VERSION });
      }
    });
  };

  const endSession = (): void => {
    session = { ...session, endedAt: seconds() };
    isSessionNew = true;
    const rest = extractor.drain();
    if (rest !== null && mayLearn('keyboard')) digraphs.learn(rest);
    digraphs.save();
    flush();
    saveProgress();
  };

  emit({ type: 'enrolment', enrolment: enrolment() });
  return {
    push: (batch) => {
      if (!attending) return;
      isSessionNew = true;
      for (let i = 0; i < batch.count; i += 1) {
        const kind = EVENT_KINDS[batch.kind[i] ?? 0];
        if (kind !== undefined) counts[kind] += 1;
      }
      extractor.push(batch);
    },
    gap: () => {
      extractor.reset();
      session = { ...session, coverageGaps: session.coverageGaps + 1 };
      isSessionNew = true;
    },
    attend: (next) => {
      if (next === attending) return;
      attending = next;
      if (!next) {
        endSession();
        extractor.reset();
      } else {
        session = newSession();
        isSessionNew = true;
        counts = zeroCounts();
      }
    },
    anchor: () => {
      doubt = 0;
    },
    acted: (action) => {
      if (action === 'prompt') session = { ...session, prompts: session.prompts + 1 };
      if (action === 'lock') session = { ...session, locks: session.locks + 1 };
      isSessionNew = true;
    },
    configure: (next) => {
      policy = next;
      emit({ type: 'enrolment', enrolment: enrolment() });
    },
    enrolment,
    get actions() {
      return extractor.actions;
    },
    get trust() {
      return trust();
    },
    get busy() {
      return training !== null;
    },
    step,
    trainNow: () => {
      finishTraining();
      for (const modality of MODALITIES) {
        start(modality);
        finishTraining();
      }
    },
    tick: () => {
      flush();
      housekeep();
      if (seconds() - savedAt >= SAVE_SECONDS) {
        savedAt = seconds();
        digraphs.save();
      }
      const due = MODALITIES.find((modality) => learners[modality].due(policy, seconds()));
      if (training === null && due !== undefined) start(due);
    },
    profile: () => summariseProfile(user, learners, policy, store),
    reset: (which) => {
      training = null;
      const removed = unwrap(store.reset(user, which));
      for (const modality of MODALITIES) if (which === 'all' || which === modality) learners[modality].forget();
      if (which !== 'pointer') digraphs.forget();
      extractor.reset();
      doubt = 0;
      emit({ type: 'enrolment', enrolment: enrolment() });
      return removed;
    },
    close: () => {
      endSession();
      store.close();
    },
  };
};
