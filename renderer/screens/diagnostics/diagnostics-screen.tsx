import { useTranslation } from 'react-i18next';
import { Page } from '../../parts/page.tsx';

export const DiagnosticsScreen = () => {
  const { t } = useTranslation('diagnostics');
  return <Page title={t('title')}>{null}</Page>;
};
