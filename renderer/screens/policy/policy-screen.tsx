/** The policy, for whoever administers this workstation. */
import { useTranslation } from 'react-i18next';
import { useAnswer } from '../../bridge/use-answer.ts';
import { Answered } from '../../parts/answered.tsx';
import { Page } from '../../parts/page.tsx';
import { PolicyEditor } from './policy-editor.tsx';

/** Somebody else may change it; it is in force within a second. */
const REFRESH_MS = 5_000;

export const PolicyScreen = () => {
  const { t } = useTranslation('policy');
  const view = useAnswer('policy.show', {}, { everyMs: REFRESH_MS });
  return (
    <Page title={t('title')} intro={t('intro')}>
      <Answered answer={view}>{(value) => <PolicyEditor view={value} />}</Answered>
    </Page>
  );
};
