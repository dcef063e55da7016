/**
 * Weighs windows of typing and pointing against what is known of the user, and keeps the trust that follows from it.
 * State stays here; what it judges by is replaced as the user is learned.
 */
import type { KeystrokeColumns } from '../../ml/features/keystrokes.ts';
import type { PointerColumns } from '../../ml/features/pointer-columns.ts';
import { MIN_EVIDENCE, freshActions, type FeatureWindow } from '../../ml/features/window.ts';
import type { BehaviourModel, Watch, Weighed } from '../../ml/behaviour.ts';
import type { ChosenLimit } from '../../ml/trust/choose-limit.ts';
import { trustOf, updateDoubt } from '../../ml/trust/sequential.ts';
import type { AbstainReason, EvidencePart, Modality } from '../../contract/verdict.ts';
import { pointsOf } from './evidence-points.ts';

/** What a modality is judged by. */
export interface Criterion<Columns> {
  readonly model: BehaviourModel<Columns> | null;
  /** Whether there is a baseline. */
  readonly established: boolean;
  /** Null until there is one, or when the user cannot be told from others. */
  readonly limit: ChosenLimit | null;
  /** Whether it may move trust. */
  readonly counts: boolean;
}

export interface Criteria {
  readonly keyboard: Criterion<KeystrokeColumns>;
  readonly pointer: Criterion<PointerColumns>;
}

/** What the judge says of a window; `llr` is null where it abstained, `weighed` also then where it could compare. */
export interface Judgement {
  readonly weighed: Weighed | null;
  readonly llr: number | null;
  readonly evidence: readonly EvidencePart[];
  readonly abstained: AbstainReason | null;
}

/** The part of a window that judging needs. */
export type JudgedWindow = Pick<
  FeatureWindow,
  'modality' | 'keystrokes' | 'pointing' | 'evidence' | 'actions' | 'newActions'
>;

export interface Judge {
  judge(window: JudgedWindow, lockBelow: number): Judgement;
  /** Judges by other criteria from now on; a watch goes on where its model is the same. */
  adopt(criteria: Criteria): void;
  /** Trust starts afresh at 100: someone has proved who they are. */
  anchor(): void;
  /** What comes now does not follow on from what came before; trust stays. */
  interrupt(): void;
  /** As it stands, on its own from here. */
  fork(): Judge;
  /** As a share of what locks, see `updateDoubt`. */
  readonly doubt: number;
  /** Trust 0–100, at `lockBelow` when doubt reaches its limit. */
  trust(lockBelow: number): number;
}

interface State {
  readonly doubt: number;
  readonly keyboard: Watch<KeystrokeColumns> | null;
  readonly pointer: Watch<PointerColumns> | null;
}

const abstain = (abstained: AbstainReason, weighed: Weighed | null = null): Judgement => ({
  weighed,
  llr: null,
  evidence: [],
  abstained,
});

const start = (from: Criteria, initial: State): Judge => {
  let criteria = from;
  let { doubt, keyboard, pointer } = initial;

  const watchAll = (): void => {
    keyboard = criteria.keyboard.model?.watch() ?? null;
    pointer = criteria.pointer.model?.watch() ?? null;
  };

  const weigh = ({ keystrokes, pointing }: JudgedWindow, fresh: number): Weighed | null => {
    if (keystrokes !== null) return keyboard?.weigh(keystrokes, fresh) ?? null;
    return pointing === null ? null : (pointer?.weigh(pointing, fresh) ?? null);
  };

  return {
    judge: (window, lockBelow) => {
      const fresh = freshActions(window);
      const weighed = weigh(window, fresh);
      const { limit, counts, established } = criteria[window.modality];
      if (weighed === null || !established) return abstain('learning', weighed);
      if (limit === null || window.evidence < MIN_EVIDENCE || weighed.compared === 0) {
        return abstain('too-little-evidence', weighed);
      }
      const before = doubt;
      if (counts) doubt = updateDoubt(doubt, weighed.llr, fresh, limit);
      const moved = trustOf(doubt, lockBelow) - trustOf(before, lockBelow);
      return {
        weighed,
        llr: weighed.llr,
        evidence: pointsOf(weighed.parts, (limit.drift * fresh) / Math.max(1, weighed.parts.length), moved),
        abstained: null,
      };
    },
    adopt: (next) => {
      const before = criteria;
      criteria = next;
      if (next.keyboard.model !== before.keyboard.model) keyboard = next.keyboard.model?.watch() ?? null;
      if (next.pointer.model !== before.pointer.model) pointer = next.pointer.model?.watch() ?? null;
    },
    anchor: () => {
      doubt = 0;
    },
    interrupt: watchAll,
    fork: () => start(criteria, { doubt, keyboard: keyboard?.fork() ?? null, pointer: pointer?.fork() ?? null }),
    get doubt() {
      return doubt;
    },
    trust: (lockBelow) => trustOf(doubt, lockBelow),
  };
};

/** @param doubt to begin with: none is full trust. */
export const createJudge = (criteria: Criteria, doubt = 0): Judge =>
  start(criteria, {
    doubt,
    keyboard: criteria.keyboard.model?.watch() ?? null,
    pointer: criteria.pointer.model?.watch() ?? null,
  });

/** Nothing is known of the user yet. */
export const NO_CRITERIA: Criteria = {
  keyboard: { model: null, established: false, limit: null, counts: false },
  pointer: { model: null, established: false, limit: null, counts: false },
};

/** Which modalities may move trust: those within the budget, or all while none is (then nobody is locked for it). */
export const countsOf = (
  withinBudget: Readonly<Record<Modality, boolean>>,
  enforceWhen: 'within-budget' | 'established',
): Readonly<Record<Modality, boolean>> => {
  const all = enforceWhen === 'established' || (!withinBudget.keyboard && !withinBudget.pointer);
  return { keyboard: all || withinBudget.keyboard, pointer: all || withinBudget.pointer };
};
