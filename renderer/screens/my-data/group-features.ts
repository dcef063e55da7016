/** Sorts the features of a profile into their groups; what no group knows comes last, so that nothing is left out. */
import type { ProfileSummary } from '../../../contract/ipc.ts';
import type { Modality } from '../../../contract/verdict.ts';
import { FEATURE_GROUPS } from './feature-groups.ts';

export type Feature = ProfileSummary['modalities'][Modality]['features'][number];

export interface Group {
  /** `other`: of a version of the agent that knows more than these pages. */
  readonly group: string;
  readonly features: readonly Feature[];
}

export const groupFeatures = (modality: Modality, features: readonly Feature[]): readonly Group[] => {
  const left = new Map(features.map((feature) => [feature.name, feature]));
  const groups = Object.entries(FEATURE_GROUPS[modality]).map(([group, names]: [string, readonly string[]]) => ({
    group,
    features: names.flatMap((name) => {
      const feature = left.get(name);
      left.delete(name);
      return feature === undefined ? [] : [feature];
    }),
  }));
  return [...groups, { group: 'other', features: [...left.values()] }].filter(
    ({ features: found }) => found.length > 0,
  );
};
