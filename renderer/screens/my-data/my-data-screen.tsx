import { useTranslation } from 'react-i18next';
import { Page } from '../../parts/page.tsx';

export const MyDataScreen = () => {
  const { t } = useTranslation('myData');
  return <Page title={t('title')}>{null}</Page>;
};
