/** How a pointing profile grows: new sums weigh less the longer their sitting already is, and what is old fades. */
import type { LearnOptions } from '../behaviour.ts';
import { CHUNK_ACTIONS, type ChunkSums } from './movement-sitting.ts';
import { createClockModel } from './pointing-model.ts';
import {
  eachClock,
  emptyChunk,
  emptyClockProfile,
  type ClockProfile,
  type HeldScores,
  type PointingChunk,
  type PointingProfile,
  type PointingReferences,
} from './pointing-profile.ts';
import type { PointingReference } from './pointing-reference.ts';
import type { PointingSitting, SittingSums } from './pointing-sitting.ts';
import type { SpeedSums } from './speed-mixture.ts';

/** Actions that a profile remembers: beyond, all that is known weighs less. */
const MEMORY_ACTIONS = 5_000;
/** Actions of a sitting that count in full; of those after, n in all count as this many times ln n more. */
const FULL_ACTIONS = 8 * CHUNK_ACTIONS;
/** Chunks whose scores are remembered. */
const MEMORY_CHUNKS = 64;

/** What the first `actions` of a sitting count for. */
const countsFor = (actions: number): number =>
  actions <= FULL_ACTIONS ? actions : FULL_ACTIONS * (1 + Math.log(actions / FULL_ACTIONS));

/** values · keep + more · share. */
const mix = (values: Float64Array, keep: number, more: Float64Array, share: number): Float64Array =>
  values.map((value, i) => value * keep + (more[i] ?? 0) * share);

const joinChunks = (a: PointingChunk, b: PointingChunk): PointingChunk => ({
  actions: a.actions + b.actions,
  scores: mix(a.scores, 1, b.scores, 1),
  speed: a.speed + b.speed,
});

/** A chunk unlike anything counts no more than this. */
const MOST_SCORE = 50;

const noteScores = (held: HeldScores, movement: number, speed: number): HeldScores => {
  const keep = Math.min(1, (MEMORY_CHUNKS - 1) / Math.max(held.weight, 1));
  return {
    weight: held.weight * keep + 1,
    movement: held.movement * keep + movement,
    movementSquares: held.movementSquares * keep + movement * movement,
    speed: held.speed * keep + speed,
    speedSquares: held.speedSquares * keep + speed * speed,
  };
};

interface Chunked {
  readonly chunks: ChunkSums;
  readonly held: HeldScores;
}

/** Adds chunks that count for `share` each, after they were judged by what was known without them. */
const addChunks = (
  reference: PointingReference,
  profile: ClockProfile,
  added: readonly PointingChunk[],
  keep: number,
  share: number,
): Chunked => {
  const { sitting } = reference;
  const { chunks } = profile;
  const sum = chunks.sum.map((value) => value * keep);
  const squares = chunks.squares.map((value) => value * keep);
  const model = added.some(({ speed }) => !Number.isNaN(speed)) ? createClockModel(reference, profile) : null;
  let { held } = profile;
  const at = new Float64Array(sitting.dimensions);
  for (const chunk of added) {
    sitting.project(
      chunk.scores.map((value) => value / chunk.actions),
      0,
      at,
      0,
    );
    if (model !== null && !Number.isNaN(chunk.speed)) {
      const movement = model.sitting.ratio(at, 0, CHUNK_ACTIONS);
      held = noteScores(held, Math.max(-MOST_SCORE, movement), chunk.speed / chunk.actions);
    }
    for (let d = 0; d < at.length; d += 1) {
      const value = at[d] ?? 0;
      sum[d] = (sum[d] ?? 0) + share * value;
      squares[d] = (squares[d] ?? 0) + share * value * value;
    }
  }
  return { chunks: { weight: chunks.weight * keep + share * added.length, sum, squares }, held };
};

const addSpeed = (known: SpeedSums, added: SpeedSums, keep: number, share: number): SpeedSums => ({
  count: mix(known.count, keep, added.count, share),
  sum: mix(known.sum, keep, added.sum, share),
});

/** What new actions count for, and how much of what was known before is kept beside them. */
interface Growth {
  readonly counts: number;
  readonly keep: number;
}

const growthOf = ({ weight, current }: ClockProfile, actions: number, { goesOn, mostShare }: LearnOptions): Growth => {
  const before = goesOn ? current.actions : 0;
  const wanted = countsFor(before + actions) - countsFor(before);
  const allowed = mostShare < 1 ? (mostShare / (1 - mostShare)) * weight : Infinity;
  const counts = Math.min(wanted, allowed);
  return { counts, keep: Math.min(1, MEMORY_ACTIONS / (weight + counts)) };
};

const learnClock = (
  reference: PointingReference,
  profile: ClockProfile,
  sums: SittingSums,
  goesOn: boolean,
  { counts, keep }: Growth,
): ClockProfile => {
  const fresh = emptyClockProfile(reference);
  const current = goesOn ? profile.current : fresh.current;
  const before = goesOn ? profile.open : fresh.open;
  const { actions } = sums;
  if (actions === 0) return { ...profile, current, open: before };

  const share = (counts / actions) * keep;

  const joined = joinChunks(before, sums.open);
  const isChunk = joined.actions >= CHUNK_ACTIONS;
  const chunks = isChunk ? [...sums.chunks, joined] : sums.chunks;
  const grown = current.weight + counts;
  return {
    actions: profile.actions + actions,
    weight: (profile.weight + counts) * keep,
    squares: (profile.squares + grown * grown - current.weight * current.weight) * keep * keep,
    scores: mix(profile.scores, keep, sums.scores, share),
    speed: addSpeed(profile.speed, sums.speed, keep, share),
    ...addChunks(reference, profile, chunks, keep, share),
    current: { actions: current.actions + actions, weight: grown * keep },
    open: isChunk ? emptyChunk(fresh.scores.length) : joined,
  };
};

/** The profile with a sitting learned, or a further part of one. */
export const learnPointing = (
  references: PointingReferences,
  { by, onCoarse }: PointingProfile,
  { sitting, sums, onCoarse: more }: PointingSitting,
  options: LearnOptions,
): PointingProfile => {
  const { actions } = sitting;
  const growth = growthOf(by.fine, actions, options);
  const share = actions === 0 ? 0 : more / actions;
  return {
    by: eachClock((clock) => learnClock(references[clock], by[clock], sums[clock], options.goesOn, growth)),
    onCoarse: (onCoarse + growth.counts * share) * growth.keep,
  };
};
