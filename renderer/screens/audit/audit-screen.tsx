import { useTranslation } from 'react-i18next';
import { Page } from '../../parts/page.tsx';

export const AuditScreen = () => {
  const { t } = useTranslation('audit');
  return <Page title={t('title')}>{null}</Page>;
};
