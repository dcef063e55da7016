/** What follows when everything learned is erased: what goes, what stays, how long it takes, what is not reached. */
import { useTranslation } from 'react-i18next';
import { useStatus } from '../../bridge/use-status.ts';
import type { Consequence } from '../../parts/consequences.tsx';
import { useFormat } from '../../parts/use-format.ts';
import { actionsMissing } from '../enrolment/missing.ts';

export const useConsequences = (): readonly Consequence[] => {
  const { t } = useTranslation('myData');
  const { number } = useFormat();
  const { value } = useStatus();
  const needed = (modality: 'keyboard' | 'pointer'): string =>
    number(actionsMissing(modality, value?.enrolment[modality].windowsNeeded ?? 0));
  return [
    [t('consequences.goes.about'), t('consequences.goes.text')],
    [t('consequences.stays.about'), t('consequences.stays.text')],
    [
      t('consequences.again.about'),
      t('consequences.again.text', { keys: needed('keyboard'), moves: needed('pointer') }),
    ],
    [t('consequences.elsewhere.about'), t('consequences.elsewhere.text')],
  ];
};
