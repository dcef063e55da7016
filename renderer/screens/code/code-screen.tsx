import { useTranslation } from 'react-i18next';
import { Page } from '../../parts/page.tsx';

export const CodeScreen = () => {
  const { t } = useTranslation('code');
  return <Page title={t('title')}>{null}</Page>;
};
