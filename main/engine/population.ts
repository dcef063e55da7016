/** What other people's recordings teach, as shipped: aggregates only; the files say where they come from. */
import { z } from 'zod';
import type { Modality } from '../../contract/verdict.ts';
import type { LikelihoodRule, PopulationCalibration } from '../../ml/models/fusion.ts';
import { pairKey } from '../../ml/models/digraph-profile.ts';
import type { DigraphPopulation, KindPopulation, TimingPrior } from '../../ml/population/digraph-population.ts';
import calibrationFile from '../../resources/calibration.json' with { type: 'json' };
import populationFile from '../../resources/population.json' with { type: 'json' };

export interface Population {
  readonly calibration: Readonly<Record<Modality, PopulationCalibration>> & {
    readonly keyboard: { readonly likelihood: LikelihoodRule };
  };
  /** By key slot. */
  readonly digraphs: DigraphPopulation;
}

const prior = z.tuple([z.number(), z.number().positive(), z.number().positive()]);
const kind = z.object({ other: prior, groups: z.record(z.string(), prior) });
const populationSchema = z.object({ keyboard: z.object({ dwell: kind, downDown: kind, flight: kind }) });

const toPrior = ([mean, between, within]: z.infer<typeof prior>): TimingPrior => ({ mean, between, within });

/** `'30'` is a key, `'30 48'` a pair, both by libuiohook key code. */
const toGroup = (name: string, slotOf: (code: number) => number): number => {
  const [first = 0, second] = name.split(' ').map((code) => slotOf(Number(code)));
  return second === undefined ? first : pairKey(first, second);
};

const toKind = ({ other, groups }: z.infer<typeof kind>, slotOf: (code: number) => number): KindPopulation => ({
  other: toPrior(other),
  groups: new Map(Object.entries(groups).map(([name, own]) => [toGroup(name, slotOf), toPrior(own)])),
});

/**
 * The shipped population, by the key slots of this installation. It is made in memory at every start and never stored:
 * set against the shipped file it would tell which slot is which key.
 */
export const shippedPopulation = (slotOf: (code: number) => number): Population => {
  const { dwell, downDown, flight } = populationSchema.parse(populationFile).keyboard;
  return {
    calibration: calibrationFile.modalities as unknown as Population['calibration'],
    digraphs: { dwell: toKind(dwell, slotOf), downDown: toKind(downDown, slotOf), flight: toKind(flight, slotOf) },
  };
};
