/** People in general on one clock, ready to compare with. */
import type { PointingPopulation } from '../population/pointing-population.ts';
import { createProjection, type Projection } from './pointing-projection.ts';
import { createNormalScores, type NormalScores } from './pointing-scores.ts';
import { createSpeedMixture, type SpeedMixture } from './speed-mixture.ts';

export interface PointingReference {
  readonly population: PointingPopulation;
  readonly scores: NormalScores;
  /** Onto the directions of ten actions, and of seventy. */
  readonly movement: Projection;
  readonly sitting: Projection;
  readonly speed: SpeedMixture;
}

export const createPointingReference = (population: PointingPopulation): PointingReference => ({
  population,
  scores: createNormalScores(population.quantiles),
  movement: createProjection(population.movement.mean, population.movement.directions),
  sitting: createProjection(population.sitting.mean, population.sitting.directions),
  speed: createSpeedMixture(population.speed),
});
