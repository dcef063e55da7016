/** How well both are known. */
import { useTranslation } from 'react-i18next';
import type { Status } from '../../../contract/ipc.ts';
import type { Policy } from '../../../contract/policy.ts';
import { MODALITIES } from '../../../contract/verdict.ts';
import { useAnswer } from '../../bridge/use-answer.ts';
import { Columns } from '../../parts/columns.tsx';
import { Section } from '../../parts/section.tsx';
import { useNow } from '../../parts/use-now.ts';
import { ModalityProgress } from './modality-progress.tsx';

const DAY_MINUTES = 24 * 60;
const REFRESH_MS = 60_000;

export const EnrolmentProgress = ({ status, policy }: { readonly status: Status; readonly policy: Policy }) => {
  const { t } = useTranslation('enrolment');
  const now = useNow(REFRESH_MS);
  const isLearning = MODALITIES.some((modality) => !status.enrolment[modality].established);
  // A point a minute, for the pace.
  const { value: history } = useAnswer(
    'history.show',
    {
      from: new Date(now - DAY_MINUTES * 60_000).toISOString(),
      to: new Date(now).toISOString(),
      points: DAY_MINUTES,
    },
    { enabled: isLearning },
  );
  return (
    <Section title={t('progress.title')} intro={t('progress.intro')}>
      <Columns>
        {MODALITIES.map((modality) => (
          <ModalityProgress
            key={modality}
            modality={modality}
            enrolment={status.enrolment[modality]}
            policy={policy}
            history={history}
          />
        ))}
      </Columns>
    </Section>
  );
};
