import { useTranslation } from 'react-i18next';
import { Page } from '../../parts/page.tsx';

export const LockedScreen = () => {
  const { t } = useTranslation('locked');
  return <Page title={t('title')}>{null}</Page>;
};
