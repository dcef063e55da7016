/** What other people's recordings teach about the models' scores, as shipped. Aggregates only; the file says where they come from. */
import type { Modality } from '../../contract/verdict.ts';
import type { PopulationCalibration } from '../../ml/models/fusion.ts';
import calibration from '../../resources/calibration.json' with { type: 'json' };

export const POPULATION = calibration.modalities as unknown as Readonly<Record<Modality, PopulationCalibration>>;
