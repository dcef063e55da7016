import { useTranslation } from 'react-i18next';
import { Page } from '../../parts/page.tsx';

export const EnrolmentScreen = () => {
  const { t } = useTranslation('enrolment');
  return <Page title={t('title')}>{null}</Page>;
};
