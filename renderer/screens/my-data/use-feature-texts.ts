/** Words for features and their groups; the name itself where a newer agent knows one that these pages do not. */
import { useTranslation } from 'react-i18next';
import type { Modality } from '../../../contract/verdict.ts';
import { FEATURE_GROUPS, type FeatureName } from './feature-groups.ts';

type GroupName<M extends Modality> = keyof (typeof FEATURE_GROUPS)[M];

const NAMES: ReadonlySet<string> = new Set([
  ...Object.values<readonly string[]>(FEATURE_GROUPS.keyboard).flat(),
  ...Object.values<readonly string[]>(FEATURE_GROUPS.pointer).flat(),
]);
const isFeature = (name: string): name is FeatureName => NAMES.has(name);
const isGroup = <M extends Modality>(modality: M, group: string): group is GroupName<M> & string =>
  Object.hasOwn(FEATURE_GROUPS[modality], group);

export const useFeatureTexts = () => {
  const { t } = useTranslation('myData');
  return {
    feature: (name: string): string => (isFeature(name) ? t(`learned.features.${name}`) : name),
    group: (modality: Modality, group: string): string => {
      if (modality === 'keyboard')
        return isGroup('keyboard', group) ? t(`learned.keyboardGroups.${group}`) : t('learned.other');
      return isGroup('pointer', group) ? t(`learned.pointerGroups.${group}`) : t('learned.other');
    },
  };
};
