import { useTranslation } from 'react-i18next';
import { Page } from '../../parts/page.tsx';

export const HelpScreen = () => {
  const { t } = useTranslation('help');
  return <Page title={t('title')}>{null}</Page>;
};
