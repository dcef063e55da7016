/** What is set up and what is missing, before anything else. */
import { Alert, List, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { StepUpStatus } from '../../../contract/step-up.ts';
import { useAnswer } from '../../bridge/use-answer.ts';
import { AgentSentence } from '../../parts/agent-sentence.tsx';
import { summaryOf, type Summary } from './summary.ts';

const COLORS: Readonly<Record<Summary, string>> = {
  nothing: 'orange',
  broken: 'red',
  reserve: 'orange',
  noCodes: 'orange',
  fewCodes: 'orange',
  ready: 'green',
};

export const SummaryNote = ({ setUp }: { readonly setUp: StepUpStatus }) => {
  const { t, i18n } = useTranslation('signIn');
  const { t: common } = useTranslation('common');
  const { value: view } = useAnswer('policy.show', {});
  const summary = summaryOf(setUp, view?.policy.stepUp.methods.includes('recovery-code') ?? true);
  const methods = new Intl.ListFormat(i18n.language, { type: 'conjunction' }).format(
    setUp.usable.filter((method) => method !== 'recovery-code').map((method) => common(`methods.${method}`)),
  );
  return (
    <Alert role="note" color={COLORS[summary]} title={t(`summary.${summary}.title`)}>
      <Text role="status">{t(`summary.${summary}.text`, { methods, count: setUp.recoveryCodesLeft })}</Text>
      {setUp.problems.length > 0 && (
        <List mt="xs">
          {setUp.problems.map((problem) => (
            <List.Item key={problem}>
              <AgentSentence sentence={problem} />
            </List.Item>
          ))}
        </List>
      )}
    </Alert>
  );
};
