/** All that is known of people in general: aggregates only, as shipped or estimated from recordings. */
import type { Modality, ModelName } from '../../contract/verdict.ts';
import type { PointingPopulations } from './pointing-population.ts';
import type { DecisionPopulation } from './decision-population.ts';
import type { TypingPopulation } from './typing-population.ts';
import type { WindowPopulation } from './window-population.ts';

export interface Population {
  readonly keyboard: TypingPopulation;
  readonly pointer: PointingPopulations;
  readonly windows: Readonly<Record<Modality, WindowPopulation>>;
  readonly decision: Readonly<Record<Modality, DecisionPopulation>>;
  /** Standard deviation of held-back genuine scores of the window models, as people typically have it. */
  readonly typicalSpread: Readonly<Record<Modality, Readonly<Partial<Record<ModelName, number>>>>>;
}
