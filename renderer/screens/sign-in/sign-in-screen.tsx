import { useTranslation } from 'react-i18next';
import { Page } from '../../parts/page.tsx';

export const SignInScreen = () => {
  const { t } = useTranslation('signIn');
  return <Page title={t('title')}>{null}</Page>;
};
