import { useTranslation } from 'react-i18next';
import { Page } from '../../parts/page.tsx';

export const PolicyScreen = () => {
  const { t } = useTranslation('policy');
  return <Page title={t('title')}>{null}</Page>;
};
