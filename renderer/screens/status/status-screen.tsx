import { useTranslation } from 'react-i18next';
import { Page } from '../../parts/page.tsx';

export const StatusScreen = () => {
  const { t } = useTranslation('status');
  return <Page title={t('title')}>{null}</Page>;
};
