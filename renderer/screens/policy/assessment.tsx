/** The impact assessment, with the policy in force filled in. */
import { useTranslation } from 'react-i18next';
import { DocumentButton } from '../../parts/document-button.tsx';
import { Section } from '../../parts/section.tsx';

export const Assessment = () => {
  const { t } = useTranslation('policy');
  return (
    <Section title={t('assessment.title')} intro={t('assessment.text')}>
      <DocumentButton document="assessment" label={t('assessment.button')} />
    </Section>
  );
};
