/** From batches of events to verdicts: windows, evidence, trust, learning. Runs in a worker thread or, for replay, in process. */
import type { EventBatch } from '../../contract/events.ts';
import type { ProfileSummary, ProfileVersion } from '../../contract/ipc.ts';
import type { HistoryPoint } from '../../contract/history.ts';
import type { Policy } from '../../contract/policy.ts';
import { CodedError, unwrap, type Result } from '../../contract/result.ts';
import type { WhatIf } from '../../contract/policy-view.ts';
import { MODALITIES, type Action, type Modality } from '../../contract/verdict.ts';
import { createExtractor } from '../../ml/features/extractor.ts';
import { MIN_EVIDENCE, freshActions, type FeatureWindow } from '../../ml/features/window.ts';
import type { Population } from '../../ml/population/population.ts';
import type { ModelScores } from '../../ml/profile.ts';
import type { BehaviourStore } from '../store/behaviour-store.ts';
import type { VerdictPage } from '../store/verdicts.ts';
import type { Voucher } from './anchoring.ts';
import { criteriaOf, levelOf } from './criteria.ts';
import { historyPoints } from './history-points.ts';
import { createHousekeeping } from './housekeeping.ts';
import { NO_CRITERIA, createJudge, type Criteria, type Judge, type Judgement } from './judge.ts';
import { verdictOf, windowToStore } from './judged-window.ts';
import { createKnowledge, isYoung } from './knowledge.ts';
import { createLearning } from './learning.ts';
import type { EngineEvent, Enrolments } from './port.ts';
import { summariseProfile } from './profile-summary.ts';
import { createSessionRecord } from './session-record.ts';
import { createStepQueue } from './step-queue.ts';
import { storedByEngine, verdictPage, windowPage, type StoredByEngine, type WindowPage } from './stored-data.ts';
import { createTrainer } from './trainer.ts';
import { createVersions } from './versions.ts';
import { whatIf } from './what-if.ts';
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
  /** Doubt to begin with, as a share of what locks: that of an engine whose place this one takes. Default: none. */
  readonly doubt?: number;
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
  /** Whether anything that is done in steps waits or is under way. */
  readonly busy: boolean;
  /** Runs one step, which may take some tens of milliseconds; does nothing when not busy. */
  step(): void;
  /**
   * Tries a policy on the verdicts of the last days, in steps, after what was asked for before. Nothing is changed.
   *
   * @param inForce what it is compared with; null: the policy that the engine was given last.
   */
  simulate(candidate: Policy, days: number, inForce?: Policy | null): Promise<WhatIf>;
  /** Trust between two times in ms since 1970, in steps, as {@link simulate}. */
  history(from: number, to: number, points: number): Promise<readonly HistoryPoint[]>;
  /** What is stored of the user, with the newest so many sessions. */
  stored(mostSessions: number): StoredByEngine;
  /** Stored verdicts and windows, oldest first, from a number on. */
  verdicts(from: number): VerdictPage;
  windows(from: number): WindowPage;
  /** The database with all that was learned so far: its bytes as they are on the disk. */
  copy(): Uint8Array;
  /** Windows that were learned by hour of the day, local time: 24 counts. */
  hours(): readonly number[];
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

export const createEngine = (options: EngineOptions): Engine => {
  const { store, user, emit, now, population, seed } = options;
  const seconds = (): number => Math.floor(now() / 1000);
  let policy = options.policy;
  const { learners, behaviours } = createKnowledge({ store, user, population, seed });
  const judge = createJudge(NO_CRITERIA, options.doubt);
  const session = createSessionRecord(user, options.newId(), seconds());
  let attending = true;
  const questions = createStepQueue();

  const enrolment = (): Enrolments => ({
    keyboard: learners.keyboard.enrolment(policy, learning.waiting('keyboard')),
    pointer: learners.pointer.enrolment(policy, learning.waiting('pointer')),
  });

  const criteria = (): Criteria => criteriaOf(learners, behaviours, policy);

  /** Whenever a model, a limit or the policy has changed. */
  const adoptCriteria = (): void => {
    judge.adopt(criteria());
    emit({ type: 'enrolment', enrolment: enrolment() });
  };

  const trust = (): number => judge.trust(policy.lockBelow);

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
      if (first || isYoung(behaviours, modality)) behaviours[modality].vouch();
      behaviours[modality].save();
      const { windows, version } = trained.profile;
      emit({ type: 'trained', modality, windows, profileVersion: version, first });
      adoptCriteria();
    },
    onLimitChosen: (modality, limit) => {
      learners[modality].adoptLimit(limit);
      adoptCriteria();
    },
  });

  const report = (window: FeatureWindow, windowId: number | null, judgement: Judgement): void => {
    const at = seconds();
    const verdict = verdictOf(window, judgement, {
      level: levelOf(learners, trust(), policy),
      trust: trust(),
      actions: extractor.actions,
      scores: learners[window.modality].score(window.vector),
    });
    session.judged(at, verdict.trust, verdict.llr);
    store.addVerdict({ ...verdict, windowId, sessionId: session.id, userId: user, at, fresh: freshActions(window) });
    emit({ type: 'verdict', verdict });
  };

  const take = (window: FeatureWindow): void => {
    learning.input(now());
    const judgement = judge.judge(window, policy.lockBelow);
    const isUsable = window.evidence >= MIN_EVIDENCE;
    const stored = { userId: user, sessionId: session.id, endedAt: seconds() };
    const id = isUsable ? store.addWindow(windowToStore(window, judgement, stored)) : null;
    report(window, id, judgement);
    if (id === null) return;
    learning.take(window, { id, hour: new Date(now()).getHours() }, trust());
    if (judgement.abstained === 'learning') emit({ type: 'enrolment', enrolment: enrolment() });
  };

  const extractor = createExtractor(WINDOWS, take);

  const versions = createVersions({ user, store, learners, behaviours });

  const housekeeping = createHousekeeping({
    store,
    user,
    learners,
    behaviours,
    session,
    policy: () => policy,
    seconds,
    emit,
  });

  const endSession = (): void => {
    learning.left();
    housekeeping.endSession();
  };

  /** @param remove takes it out of the store */
  const forget = (which: Modality | 'all', remove: () => Result<number, 'storage-unavailable'>): number => {
    trainer.abandon();
    const removed = unwrap(remove());
    for (const modality of MODALITIES) {
      if (which !== 'all' && which !== modality) continue;
      learners[modality].forget();
      behaviours[modality].forget();
    }
    learning.forgotten(which);
    extractor.reset();
    judge.anchor();
    adoptCriteria();
    return removed;
  };

  // Damaged, or of a program with another population: the user is enrolled again rather than judged by half a profile.
  for (const modality of MODALITIES) if (behaviours[modality].model === null) learners[modality].setAside();
  adoptCriteria();
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
      trainer.followPolicy();
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
      return questions.busy || trainer.busy;
    },
    step: () => {
      // Whoever asks is waiting; learning is not.
      if (questions.busy) questions.step();
      else trainer.step();
    },
    simulate: (candidate, days, inForce) =>
      questions.run(whatIf({ store, user, learners, inForce: inForce ?? policy, candidate, days, now: seconds() })),
    history: (from, to, points) => questions.run(historyPoints({ store, user, from, to, points })),
    stored: (mostSessions) => storedByEngine(store, user, policy, mostSessions),
    verdicts: (from) => verdictPage(store, user, from),
    windows: (from) => windowPage(store, user, from),
    copy: () => {
      housekeeping.save();
      return unwrap(store.copy());
    },
    hours: () => unwrap(store.transaction(({ timeOfDay }) => timeOfDay.hours(user))),
    trainNow: () => {
      trainer.finish();
      for (const modality of MODALITIES) {
        trainer.start(modality);
        trainer.finish();
      }
    },
    tick: () => {
      learning.tick(now());
      housekeeping.tick();
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
      trainer.followPolicy();
      return active;
    },
    reset: (which) => forget(which, () => store.reset(user, which)),
    close: () => {
      questions.abandon(new CodedError('interrupted', 'The engine was stopped before it could answer. Try again.'));
      endSession();
      store.close();
    },
  };
};
