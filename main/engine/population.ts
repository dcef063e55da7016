/** What other people's recordings teach, as shipped: aggregates only; the file says where they come from. */
import type { Population } from '../../ml/population/population.ts';
import shipped from '../../resources/population.json' with { type: 'json' };

/** Made and checked by `build/population/make-population.ts`, and bundled with the program. */
export const shippedPopulation = (): Population => shipped;
