/** What is learned of all that is seen, and when: pieces of behaviour wait until somebody has vouched for them. */
import type { Policy } from '../../contract/policy.ts';
import { MODALITIES, type Modality } from '../../contract/verdict.ts';
import { freshActions, type FeatureWindow } from '../../ml/features/window.ts';
import type { KeystrokeColumns } from '../../ml/features/keystrokes.ts';
import type { PointerColumns } from '../../ml/features/pointer-columns.ts';
import type { BehaviourStore } from '../store/behaviour-store.ts';
import { UNANCHORED, anchor, type AnchoringEvent, type AnchoringRules, type Fate, type Voucher } from './anchoring.ts';
import type { BehaviourLearner } from './behaviour-learner.ts';

/** A window that waits: what is stored of it is in quarantine until then. */
export interface WaitingWindow {
  readonly id: number;
  readonly vector: Float32Array;
  /** Hour of the day, 0–23, local time. */
  readonly hour: number;
}

export interface Learning {
  /** Windows of the modality that wait. */
  waiting(modality: Modality): number;
  /** Some input came. */
  input(atMs: number): void;
  /** Takes a window that was judged and stored. */
  take(window: FeatureWindow, stored: Omit<WaitingWindow, 'vector'>, trust: number): void;
  /** Somebody proved who they are. */
  proved(by: Voucher, atMs: number): void;
  /** Time goes by without input. */
  tick(atMs: number): void;
  /** The workstation was left: locked, paused, or the agent ends. */
  left(): void;
  /** What was learned is gone, or another version of it is in force. */
  forgotten(modality: Modality | 'all'): void;
}

export interface LearningOptions {
  readonly store: BehaviourStore;
  readonly behaviours: {
    readonly keyboard: BehaviourLearner<KeystrokeColumns>;
    readonly pointer: BehaviourLearner<PointerColumns>;
  };
  readonly policy: () => Policy;
  /** Whether all that is vouched for is learned, whatever trust says. */
  readonly isEnrolling: (modality: Modality) => boolean;
  /** Whether the first baseline waits only for these windows to be learned. */
  readonly isBaselineWaiting: (modality: Modality, windows: number) => boolean;
  readonly onLearned: (modality: Modality, windows: readonly WaitingWindow[]) => void;
  /** What is seen from now on does not follow on from what was seen before. */
  readonly onSittingEnded: () => void;
}

const MINUTE_MS = 60_000;
const FULL_TRUST = 100;

const rulesOf = ({ enrolment, learning }: Policy): AnchoringRules => ({
  idleMs: learning.anchorIdleMinutes * MINUTE_MS,
  learnAbove: enrolment.learnAbove,
  pieceActions: { keyboard: learning.keystrokesAtOnce, pointer: learning.pointerActionsAtOnce },
});

export const createLearning = (options: LearningOptions): Learning => {
  const { store, behaviours, policy, isEnrolling, isBaselineWaiting, onLearned, onSittingEnded } = options;
  let state = UNANCHORED;
  const waiting: Record<Modality, WaitingWindow[]> = { keyboard: [], pointer: [] };

  const learn = (modality: Modality, confirmed: boolean): void => {
    const windows = waiting[modality];
    waiting[modality] = [];
    const { mostShare, mostShareAfterCode } = policy().learning;
    if (isEnrolling(modality)) behaviours[modality].enrol();
    else {
      behaviours[modality].follow(confirmed ? mostShareAfterCode : mostShare);
      if (confirmed) behaviours[modality].vouch();
    }
    store.transaction((repositories) => {
      repositories.windows.mark(
        windows.map(({ id }) => id),
        'new',
      );
    });
    onLearned(modality, windows);
  };

  const settle = (modality: Modality, fate: Fate): void => {
    if (fate === 'wait') return;
    if (fate === 'discard') {
      behaviours[modality].discard();
      waiting[modality] = [];
    } else if (waiting[modality].length > 0) learn(modality, fate === 'learn-confirmed');
  };

  /** What the first baseline waits for is learned at once. */
  const rules = (): AnchoringRules => {
    const usual = rulesOf(policy());
    const pieceOf = (modality: Modality): number =>
      isBaselineWaiting(modality, waiting[modality].length) ? 1 : usual.pieceActions[modality];
    return { ...usual, pieceActions: { keyboard: pieceOf('keyboard'), pointer: pieceOf('pointer') } };
  };

  const tell = (event: AnchoringEvent): void => {
    const step = anchor(state, event, rules());
    state = step.state;
    for (const modality of MODALITIES) settle(modality, step.fates[modality]);
    if (!step.ended) return;
    for (const modality of MODALITIES) behaviours[modality].endSitting();
    onSittingEnded();
  };

  return {
    waiting: (modality) => waiting[modality].length,
    input: (atMs) => {
      tell({ type: 'input', atMs });
    },
    take: (window, { id, hour }, trust) => {
      const { modality, keystrokes, pointing, vector } = window;
      const actions = freshActions(window);
      if (keystrokes !== null) behaviours.keyboard.gather(keystrokes, actions);
      if (pointing !== null) behaviours.pointer.gather(pointing, actions);
      waiting[modality].push({ id, vector: vector.slice(), hour });
      tell({ type: 'seen', modality, actions, trust: isEnrolling(modality) ? FULL_TRUST : trust });
    },
    proved: (by, atMs) => {
      tell({ type: 'proved', by, atMs });
    },
    tick: (atMs) => {
      tell({ type: 'tick', atMs });
    },
    left: () => {
      tell({ type: 'left' });
    },
    forgotten: (modality) => {
      tell({ type: 'forgotten', modality });
    },
  };
};
