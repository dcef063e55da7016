/**
 * Evidence of times whose common tempo is not known: it is summed over, for the user and for people in general alike, on
 * a grid that is carried on from keystroke to keystroke (forward algorithm of a hidden Markov model, Rabiner 1989).
 */
import type { TempoVariances } from '../population/typing-population.ts';
import { density, type Expectation } from './heavy-tail.ts';
import type { ExpectedTempo } from './typing-profile.ts';

const POINTS = 19;
/** How far the grid reaches, in standard deviations of people's tempo. */
const REACH = 3;
/** Share of a wider distribution in what is expected of the user, and how much wider it is. */
const WIDE_SHARE = 0.1;
const WIDE_FACTOR = 3;
/** Chance at each keystroke that tempo changes to any other: small for the user, so that a change of hands shows. */
const OWN_CHANGE = 0.001;
const OTHERS_CHANGE = 0.01;

/** What tempo is expected at the grid's points; shared by all filters of a model. */
export interface TempoGrid {
  readonly points: Float64Array;
  readonly own: Float64Array;
  readonly others: Float64Array;
  readonly expected: ExpectedTempo;
}

/** Keeps a grid point that nobody should be at from having no chance at all. */
const LEAST_CHANCE = 1e-300;

const normalised = (chances: Float64Array): Float64Array => {
  const total = chances.reduce((sum, chance) => sum + chance, 0);
  return chances.map((chance) => chance / total);
};

const bell = (z: number): number => Math.exp(-0.5 * z * z);

export const createTempoGrid = (expected: ExpectedTempo, tempo: TempoVariances): TempoGrid => {
  const others = Math.sqrt(tempo.person + tempo.sitting + tempo.passage);
  const own = Math.sqrt(expected.variance);
  const points = Float64Array.from({ length: POINTS }, (_, i) => ((2 * i) / (POINTS - 1) - 1) * REACH * others);
  const ofUser = points.map((point) => {
    const z = (point - expected.centre) / own;
    return (1 - WIDE_SHARE) * bell(z) + (WIDE_SHARE / WIDE_FACTOR) * bell(z / WIDE_FACTOR) + LEAST_CHANCE;
  });
  return {
    points,
    own: normalised(ofUser),
    others: normalised(points.map((point) => bell(point / others))),
    expected,
  };
};

export interface TempoFilter {
  /** Evidence of one time, in nats before weighting: of the user against people in general. */
  weigh(time: number, expectation: Expectation): number;
  /** How far tempo seems to be from the user's usual one, in standard deviations of what is expected. */
  strangeness(): number;
  fork(): TempoFilter;
}

const start = (grid: TempoGrid, own: Float64Array, others: Float64Array): TempoFilter => ({
  weigh: (time, { own: ofUser, others: ofOthers }) => {
    const { points } = grid;
    let ownTotal = 0;
    let othersTotal = 0;
    for (let i = 0; i < POINTS; i += 1) {
      const residual = time - (points[i] ?? 0);
      const mine = (own[i] ?? 0) * density(ofUser, residual - ofUser.mean);
      const theirs = (others[i] ?? 0) * density(ofOthers, residual - ofOthers.mean);
      own[i] = mine;
      others[i] = theirs;
      ownTotal += mine;
      othersTotal += theirs;
    }
    for (let i = 0; i < POINTS; i += 1) {
      own[i] = ((1 - OWN_CHANGE) * (own[i] ?? 0)) / ownTotal + OWN_CHANGE * (grid.own[i] ?? 0);
      others[i] = ((1 - OTHERS_CHANGE) * (others[i] ?? 0)) / othersTotal + OTHERS_CHANGE * (grid.others[i] ?? 0);
    }
    return Math.log(ownTotal / othersTotal);
  },
  strangeness: () => {
    const mean = own.reduce((sum, chance, i) => sum + chance * (grid.points[i] ?? 0), 0);
    return (mean - grid.expected.centre) / Math.sqrt(grid.expected.variance);
  },
  fork: () => start(grid, own.slice(), others.slice()),
});

/** A filter that has seen nothing yet. */
export const createTempoFilter = (grid: TempoGrid): TempoFilter => start(grid, grid.own.slice(), grid.others.slice());
