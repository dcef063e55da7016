/** A recording against one known person, in every modality that both have. */
import type { Comparison, Judged } from '../../contract/verification.ts';
import type { Modality } from '../../contract/verdict.ts';
import type { KnownBehaviour, KnownPerson } from './known-person.ts';
import type { RecordedInput } from './recorded-input.ts';
import { sittingRatio } from './sitting-ratio.ts';

const compareOne = <Columns extends { readonly count: number }>(
  modality: Modality,
  { model, actions: learnedFrom }: KnownBehaviour<Columns>,
  columns: Columns,
): Comparison => {
  const nothing = { modality, ratio: null, actions: columns.count, learnedFrom, evidence: [] };
  if (columns.count === 0) return { ...nothing, notCompared: 'too-little-recorded' };
  if (model === null) return { ...nothing, notCompared: 'too-little-known' };
  const weighed = model.weighSitting(columns);
  if (weighed === null) return { ...nothing, notCompared: 'too-little-recorded' };
  const { ratio, parts } = sittingRatio(modality, weighed);
  return { modality, ratio, actions: weighed.compared, learnedFrom, evidence: [...parts], notCompared: null };
};

/**
 * Ratios of typing and pointing are added as of independent witnesses.
 *
 * @param modalities that may be compared.
 */
export const compare = (person: KnownPerson, recorded: RecordedInput, modalities: readonly Modality[]): Judged => {
  const comparisons = modalities.map((modality) =>
    modality === 'keyboard'
      ? compareOne(modality, person.keyboard, recorded.keyboard)
      : compareOne(modality, person.pointer, recorded.pointer),
  );
  const made = comparisons.filter(({ ratio }) => ratio !== null);
  return {
    ratio: made.length === 0 ? null : made.reduce((sum, { ratio }) => sum + (ratio ?? 0), 0),
    comparisons,
    established: made.every(({ modality }) => person[modality].established),
  };
};
